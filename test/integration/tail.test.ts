import assert from 'node:assert/strict';
import fs from 'node:fs';
import * as vscode from 'vscode';
import { FAKE_KEY, type BehaviourName } from '../fake/fakeFal';
import { until } from '../support/until';
import { setTailStage, type TailStage } from './tailStage';

describe('tailing', () => {
  let stage: TailStage;
  beforeEach(async () => void (stage = await setTailStage()));
  afterEach(() => stage.strike());

  const tail = (filter: object) => stage.tail(filter);
  const log = (...messages: string[]): void => stage.log(...messages);
  const seen = (channel: string, text: string) => stage.seen(channel, text);

  it('shows the backlog, then what comes, as lines of the contract', async () => {
    log('before');
    const { channel } = await tail({ search: 'contract', since: '1m' });
    assert.equal(channel, 'fal: “contract”');
    log('the contract says so', 'not this one', 'ERROR: the contract is broken\nand more');
    await seen(channel, 'and more');
    const lines = stage.channelText(channel).split('\n');
    assert.match(
      lines[0] ?? '',
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} \[info\] \[acme\/shop\] the contract says so$/,
    );
    assert.match(lines[1] ?? '', / \[error\] \[acme\/shop\] ERROR: the contract is broken$/);
    assert.equal(lines[2], '    and more');
  });

  it('shows the running tail when the same is asked for again', async () => {
    const first = await tail({ appId: 'acme/shop' });
    assert.deepEqual(await tail({ appId: 'acme/shop' }), first);
    assert.equal(stage.fal.askedFor('streamLogs').length, 1);
  });

  it('goes on after the connection broke, with nothing lost or repeated', async () => {
    const { channel } = await tail({ appId: 'acme/shop' });
    for (const [index, ending] of (
      ['reset', 'clean', 'midCharacter', 'midEvent', 'error'] as const
    ).entries()) {
      log(`line ${index} a ü🎈`, `line ${index} b`, `line ${index} b`);
      await seen(channel, `line ${index} b`);
      // None is open where the tail has turned to history, after two clean ends soon after one another.
      stage.fal.breakStreams(ending);
      log(`line ${index} meanwhile`);
      await seen(channel, `line ${index} meanwhile`);
    }
    const lines = stage.channelText(channel).match(/line \d.*/g);
    assert.deepEqual(
      lines,
      [0, 1, 2, 3, 4].flatMap((n) => [
        `line ${n} a ü🎈`,
        `line ${n} b`,
        `line ${n} b`,
        `line ${n} meanwhile`,
      ]),
    );
  });

  it('hides what is below the wanted level, judged by the text', async () => {
    const { channel } = await tail({ appId: 'acme/shop', level: 'error' });
    log('quiet', 'ValueError: loud', 'quiet too', 'Traceback (most recent call last):');
    await seen(channel, 'Traceback');
    assert.ok(!stage.channelText(channel).includes('quiet'));
    assert.equal(stage.fal.askedFor('streamLogs')[0]?.query.level, undefined);
  });

  it('stops when told to, and can be started again', async () => {
    const { id } = await tail({ appId: 'acme/shop' });
    await stage.fal.untilStreams(1);
    await vscode.commands.executeCommand('fal.stopTail', id);
    await stage.fal.untilStreams(0);
    const again = await tail({ appId: 'acme/shop' });
    assert.notEqual(again.id, id);
    await stage.fal.untilStreams(1);
  });

  it('keeps what a stopped one showed, with its channel, when the same is tailed once more', async () => {
    const { id, channel } = await stage.tailWith('kept');
    await vscode.commands.executeCommand('fal.stopTail', id);
    await stage.fal.untilStreams(0);
    const again = await tail({ appId: 'acme/shop' });
    assert.equal(again.channel, `${channel} (2)`);
    log('anew');
    await seen(again.channel, 'anew');
    stage.door.tails.get(id).channel.show();
    await seen(channel, 'kept');
    await vscode.commands.executeCommand('fal.filterTail', id, { search: 'anew' });
    await until('it is filtered', () => stage.messages(channel).length === 0);
  });

  it('keeps as many lines as the setting says, but a hundred at least, and tells what it dropped', async () => {
    const settings = vscode.workspace.getConfiguration('fal');
    await settings.update('tail.maxLines', 5, vscode.ConfigurationTarget.Global);
    try {
      const { channel } = await tail({ appId: 'acme/shop' });
      log(...Array.from({ length: 400 }, (_, index) => `row ${index}.`));
      await seen(channel, 'row 399.');
      const text = await until('the oldest are gone', () => {
        const now = stage.channelText(channel);
        return now.includes('row 399.') && !now.includes('row 0.') ? now : undefined;
      });
      assert.ok((text.match(/row \d+\./g) ?? []).length >= 100);
      assert.match(text, /\[tail\] \d+ earlier lines were dropped from here/);
      // VS Code may still hold those of tails of the same name.
      const document = vscode.workspace.textDocuments.find((each) => each.getText().includes('row 399.'));
      const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
        'vscode.executeLinkProvider',
        document?.uri,
      );
      const [whole] = links.filter(({ target }) => target?.path.endsWith('.ndjson'));
      const { fsPath } = whole?.target ?? assert.fail('no link to the whole');
      const kept = () => (fs.existsSync(fsPath) ? fs.readFileSync(fsPath, 'utf8') : '');
      await until('the whole is there', () => kept().includes('row 0.'));
    } finally {
      await settings.update('tail.maxLines', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('shows a closed range, oldest first, and ends by itself', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    for (let minute = 0; minute < 5; minute++) {
      stage.fal.log({ message: `minute ${minute}`, timestamp: at(minute), app: 'acme/shop' });
    }
    const { channel } = await tail({ since: at(1), until: at(4) });
    await seen(channel, '3 entries; the range ends here.');
    assert.deepEqual(stage.channelText(channel).match(/minute \d/g), ['minute 1', 'minute 2', 'minute 3']);
    const single = await tail({ since: at(1), until: at(2) });
    await seen(single.channel, '1 entry; the range ends here.');
    assert.equal(stage.door.tails.running.length, 0);
  });

  it('reads a closed range on where it was, over what fal refuses for a while', async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    stage.fal.log({ message: 'minute 1', timestamp: at(1), app: 'acme/shop' });
    stage.fal.behave('logHistory', 'reset', '403');
    const { channel, id } = await tail({ since: at(1), until: at(4) });
    await seen(channel, 'Tail ended. This API key may not read that');
    assert.equal(stage.door.tails.get(id).life.state.kind, 'ended');
    assert.equal((await tail({ since: at(1), until: at(4) })).id, id);
    await seen(channel, '1 entry; the range ends here.');
    assert.deepEqual(stage.messages(channel), ['minute 1']);
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('shows the same running tail for an app named in two ways', async () => {
    const first = await tail({ appId: 'acme/shop' });
    assert.deepEqual(await tail({ appId: ['acme/shop'], traceback: true }), first);
  });

  it('shows of a closed range without a begin what came in the backlog before its end', async () => {
    const hour = (count: number) => new Date(Date.now() - count * 3_600_000);
    for (const [message, minutesBefore] of [
      ['early', 7],
      ['inside', 3],
    ] as const) {
      const timestamp = new Date(hour(2).getTime() - minutesBefore * 60_000).toISOString();
      stage.fal.log({ message, timestamp, app: 'acme/shop' });
    }
    const { channel } = await tail({ appId: 'acme/shop', until: '2h' });
    await seen(channel, '1 entry; the range ends here.');
    assert.deepEqual(stage.messages(channel), ['inside']);
  });

  for (const [argument, words] of [
    [{ since: '1h', until: '2h' }, /“until”: it takes a time later than since/],
    [{ level: 'loud' }, /“level”: it takes one of/],
    [{ appId: 7 }, /“appId”/],
    ['acme/shop', /Wrong argument/],
  ] as const) {
    it(`refuses ${JSON.stringify(argument)} and starts nothing`, async () => {
      await assert.rejects(async () => vscode.commands.executeCommand('fal.tailLogs', argument), words);
      assert.equal(stage.door.tails.running.length, 0);
    });
  }

  for (const behaviour of [
    '408',
    '429',
    '429-seconds',
    '500',
    '502',
    '503',
    '504',
    'html',
    'html-502',
    'empty',
    'wrong-type',
    'reset',
    'stream-ends-at-once',
    'stream-error',
    'stream-resets',
  ] as const satisfies readonly BehaviourName[]) {
    it(`lives on after ${behaviour}`, async () => {
      stage.fal.behave('streamLogs', behaviour);
      const { channel } = await tail({ appId: 'acme/shop' });
      log('still there');
      await seen(channel, 'still there');
    });
  }

  for (const [behaviour, words] of [
    ['401', 'fal does not accept this API key'],
    ['403', 'Read-only or Full'],
    ['404', 'no such thing'],
    ['422-text', 'Label filter is not valid'],
  ] as const) {
    it(`ends on ${behaviour} and says why in the channel`, async () => {
      stage.fal.behave('streamLogs', behaviour);
      const { channel, id } = await tail({ appId: 'acme/shop' });
      await seen(channel, words);
      assert.equal(stage.door.tails.get(id).life.state.kind, 'ended');
      assert.ok(!stage.channelText(channel).includes(FAKE_KEY));
      await vscode.commands.executeCommand('notifications.clearAll');
    });
  }
});
