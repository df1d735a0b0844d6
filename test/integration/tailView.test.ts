import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { FAKE_KEY, type BehaviourName } from '../fake/fakeFal';
import { sentEntry } from '../support/sentEntry';
import { until } from '../support/until';
import { hearMessages } from './messages';
import { setTailStage, type Started, type TailStage } from './tailStage';

describe('a running tail', () => {
  let stage: TailStage;
  let started: Started;
  beforeEach(async () => {
    stage = await setTailStage();
    started = await stage.tail({ appId: 'acme/shop' });
    stage.log('quiet', 'ERROR: loud', 'quiet too');
    await stage.seen(started.channel, 'quiet too');
  });
  afterEach(() => stage.strike());

  const shows = (...messages: string[]) =>
    until(`the channel shows ${messages.join(', ')}`, () => {
      return stage.messages(started.channel).join() === messages.join();
    });

  it('is filtered at once, without a question to fal', async () => {
    const asked = () => stage.fal.askedFor('streamLogs').length + stage.fal.askedFor('logHistory').length;
    const before = asked();
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    await shows('ERROR: loud');
    stage.log('quiet still', 'ValueError: too loud');
    await shows('ERROR: loud', 'ValueError: too loud');
    await vscode.commands.executeCommand('fal.filterTail', started.id, { search: 'TOO' });
    await shows('quiet too', 'ValueError: too loud');
    await vscode.commands.executeCommand('fal.filterTail', started.id, {});
    await shows('quiet', 'ERROR: loud', 'quiet too', 'quiet still', 'ValueError: too loud');
    assert.equal(asked(), before);
  });

  it('refuses a wrong view and keeps the one it has', async () => {
    await assert.rejects(
      async () => vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'loud' }),
      /“level”: it takes one of/,
    );
    await shows('quiet', 'ERROR: loud', 'quiet too');
  });

  it('goes on receiving while it is paused', async () => {
    await vscode.commands.executeCommand('fal.pauseTail', started.id);
    stage.log('meanwhile');
    const { transcript } = stage.door.tails.get(started.id);
    await until('it was received', () => transcript.figures.received === 4);
    assert.deepEqual(stage.messages(started.channel), ['quiet', 'ERROR: loud', 'quiet too']);
    await vscode.commands.executeCommand('fal.resumeTail', started.id);
    await shows('quiet', 'ERROR: loud', 'quiet too', 'meanwhile');
  });

  it('shows another view while it is paused, and stays as still as before', async () => {
    await vscode.commands.executeCommand('fal.pauseTail', started.id);
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    await shows('ERROR: loud');
    stage.log('ERROR: meanwhile');
    const { transcript } = stage.door.tails.get(started.id);
    await until('it was received', () => transcript.figures.received === 4);
    await vscode.commands.executeCommand('fal.filterTail', started.id, { search: 'ERROR' });
    await shows('ERROR: loud', 'ERROR: meanwhile');
    await vscode.commands.executeCommand('fal.resumeTail', started.id);
    await shows('ERROR: loud', 'ERROR: meanwhile');
  });

  it('leaves the editor in use, and what is selected there, as they are', async () => {
    const document = await vscode.workspace.openTextDocument({ content: 'one\ntwo\nthree\n'.repeat(200) });
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(300, 1, 301, 2);
    editor.revealRange(editor.selection, vscode.TextEditorRevealType.InCenter);
    const seen = () => ({
      isActive: vscode.window.activeTextEditor === editor,
      selection: editor.selection,
      top: editor.visibleRanges[0]?.start.line,
    });
    await until('the selection is in view', () => (seen().top ?? 0) > 0);
    const before = seen();
    assert.ok(before.isActive);
    await stage.tail({ appId: 'acme/shop', search: 'ERROR' });
    await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
    await vscode.commands.executeCommand('fal.filterTail', started.id, {});
    await stage.tail({ appId: 'acme/shop' });
    stage.log('after');
    await shows('quiet', 'ERROR: loud', 'quiet too', 'after');
    assert.deepEqual(seen(), before);
  });

  it('stays where it is read when it is rewritten', async () => {
    stage.log(...Array.from({ length: 300 }, (_, index) => `row ${index}.`));
    await stage.seen(started.channel, 'row 299.');
    const output = await until('the output is in view', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.fileName.includes(started.channel)),
    );
    const top = () => output.visibleRanges[0]?.start.line ?? -1;
    await vscode.commands.executeCommand('workbench.output.action.toggleAutoScroll');
    try {
      output.revealRange(new vscode.Range(40, 0, 40, 0), vscode.TextEditorRevealType.AtTop);
      await until('the person has scrolled up', () => top() < 100);
      const before = top();
      await vscode.commands.executeCommand('fal.filterTail', started.id, { search: 'ROW' });
      await until('it was rewritten', () => !stage.channelText(started.channel).includes('quiet\n'));
      stage.log('row after.');
      await stage.seen(started.channel, 'row after.');
      assert.equal(top(), before);
    } finally {
      await vscode.commands.executeCommand('workbench.output.action.toggleAutoScroll');
    }
  });

  describe('that is saved', () => {
    let folder: string;
    beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-save-'))));
    afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

    const save = async (name: string): Promise<string[]> => {
      const target = vscode.Uri.file(path.join(folder, name));
      await vscode.commands.executeCommand('fal.saveTail', started.id, target);
      return fs.readFileSync(target.fsPath, 'utf8').trimEnd().split('\n');
    };
    const withoutHead = (lines: readonly string[]) => lines.map((line) => line.slice(line.indexOf('acme')));

    it('is whole, as text and as fal sent it', async () => {
      await vscode.commands.executeCommand('fal.filterTail', started.id, { level: 'error' });
      assert.deepEqual(withoutHead(await save('tail.log')), [
        'acme/shop] quiet',
        'acme/shop] ERROR: loud',
        'acme/shop] quiet too',
      ]);
      const json = await save('tail.ndjson');
      assert.deepEqual(
        json.map((line) => JSON.parse(line) as unknown),
        stage.fal.world.logs.map(({ row }) => row),
      );
    });

    it('has what came late where it belongs', async () => {
      const early = sentEntry('early', Date.now() - 60_000, { app: 'acme/shop' });
      const { transcript } = stage.door.tails.get(started.id);
      stage.log('the end');
      await stage.seen(started.channel, 'the end');
      await transcript.late([early]);
      const text = withoutHead(await save('tail.log'));
      assert.equal(text[0], 'acme/shop] early');
      assert.equal(text.length, 5);
      const json = (await save('tail.ndjson')).map((line) => JSON.parse(line) as { message: string });
      assert.deepEqual(
        json.map(({ message }) => message),
        ['early', 'quiet', 'ERROR: loud', 'quiet too', 'the end'],
      );
    });

    it('says when its beginning is lost', async () => {
      const { session } = stage.door.tails.get(started.id);
      await (await session.open()).close();
      for (const file of session.files) fs.rmSync(file);
      const [line = ''] = await save('tail.log');
      assert.match(line, / \[warning\] \[tail\] \d+ earlier lines are gone/);
      await vscode.commands.executeCommand('notifications.clearAll');
    });
  });

  it('is saved where an argument of JSON says, be it a path, a URI or its parts', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-save-'));
    const inFolder = (name: string) => vscode.Uri.file(path.join(folder, name));
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const besides = vscode.Uri.joinPath(workspace?.uri ?? assert.fail(), 'beside.log');
    try {
      for (const [target, file] of [
        [inFolder('path.log').fsPath, inFolder('path.log')],
        [inFolder('uri.log').toString(), inFolder('uri.log')],
        [JSON.parse(JSON.stringify(inFolder('json.log'))) as unknown, inFolder('json.log')],
        [{ scheme: 'file', path: inFolder('parts.log').path }, inFolder('parts.log')],
        ['beside.log', besides],
      ] as const) {
        await vscode.commands.executeCommand('fal.saveTail', started.id, target);
        assert.match(fs.readFileSync(file.fsPath, 'utf8'), /quiet too$/m, JSON.stringify(target));
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
      fs.rmSync(besides.fsPath, { force: true });
    }
  });

  it('refuses to be saved to what is no place', async () => {
    for (const target of [7, null, '', ' ', {}, { path: '/tmp/x' }, { scheme: '', path: '/x' }, ['/tmp/x']])
      await assert.rejects(
        async () => vscode.commands.executeCommand('fal.saveTail', started.id, target),
        /“target”: it takes the path of a file, or a URI\./,
        JSON.stringify(target),
      );
  });

  it('says why it cannot be saved to a folder that is not there, and lives on', async () => {
    const messages = hearMessages(stage.door);
    try {
      const nowhere = path.join(os.tmpdir(), 'fal-scope-nowhere', 'tail.log');
      await vscode.commands.executeCommand('fal.saveTail', started.id, nowhere);
      await messages.says(/ENOENT.*fal-scope-nowhere.* \[Show Diagnostics Log\]$/);
      stage.log('still there');
      await stage.seen(started.channel, 'still there');
      assert.equal(messages.shown.length, 1);
    } finally {
      messages.restore();
    }
  });

  it('goes on with another key, and ends without one', async () => {
    await stage.setKey('wrong:key');
    await stage.seen(started.channel, 'Tail ended. fal does not accept this API key');
    await stage.setKey(FAKE_KEY);
    await until('it is live again', () => stage.door.tails.get(started.id).life.state.kind === 'live');
    stage.log('after');
    await shows('quiet', 'ERROR: loud', 'quiet too', 'after');
    await vscode.commands.executeCommand('notifications.clearAll');
  });
});

describe('a tail that ended on an error', () => {
  let stage: TailStage;
  beforeEach(async () => void (stage = await setTailStage()));
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await stage.strike();
  });

  const endOn = async (behaviour: BehaviourName): Promise<Started> => {
    stage.fal.behave('streamLogs', behaviour);
    const started = await stage.tail({ appId: 'acme/shop' });
    assert.equal(stage.door.tails.get(started.id).life.state.kind, 'ended');
    return started;
  };
  const goesOn = async ({ id, channel }: Started): Promise<void> => {
    await until('it is live again', () => stage.door.tails.get(id).life.state.kind === 'live');
    stage.log('after');
    await stage.seen(channel, 'after');
  };

  it('for a key that may not read comes back with another one', async () => {
    const started = await endOn('403');
    await stage.setKey(FAKE_KEY);
    await goesOn(started);
  });

  it('for an address that cannot be used comes back with one that can', async () => {
    await stage.setApiUrl('http://example.com/v1');
    const started = await stage.tail({ appId: 'acme/shop' });
    assert.equal(stage.door.tails.get(started.id).life.state.kind, 'ended');
    await stage.setApiUrl(stage.fal.url);
    await goesOn(started);
  });

  it('for another reason does not ask again when the key changes', async () => {
    const { id } = await endOn('422-text');
    const asked = stage.fal.askedFor('streamLogs').length;
    await stage.setKey(FAKE_KEY);
    assert.equal(stage.door.tails.get(id).life.state.kind, 'ended');
    assert.equal(stage.fal.askedFor('streamLogs').length, asked);
  });

  it('is told of until it is dismissed', async () => {
    const { id } = await endOn('404');
    const told = () => stage.door.tails.current.map((tail) => tail.id);
    assert.ok(told().includes(id));
    await vscode.commands.executeCommand('fal.stopTail', id);
    assert.ok(!told().includes(id));
  });
});

describe('what plagues other tails', () => {
  let stage: TailStage;
  beforeEach(async () => void (stage = await setTailStage()));
  afterEach(() => stage.strike());

  const live = async (filter: object): Promise<Started> => {
    const started = await stage.tail(filter);
    await stage.fal.untilStreams(1);
    return started;
  };

  it('a tail that ended on an error starts again (vscode-azurefunctions#4044)', async () => {
    stage.fal.behave('streamLogs', '404');
    const ended = await stage.tail({ appId: 'acme/shop' });
    assert.equal(stage.door.tails.get(ended.id).life.state.kind, 'ended');
    const again = await live({ appId: 'acme/shop' });
    stage.log('there');
    await stage.seen(again.channel, 'there');
    await vscode.commands.executeCommand('notifications.clearAll');
  });

  it('a tail lives on over a deploy (vscode-azurefunctions#3646)', async () => {
    const { channel } = await live({ appId: 'acme/shop' });
    stage.fal.log({ message: 'before', app: 'acme/shop', revision: 'one' });
    await stage.seen(channel, 'before');
    stage.fal.behave('streamLogs', '503', '502');
    stage.fal.breakStreams('clean');
    stage.fal.log({ message: 'after', app: 'acme/shop', revision: 'two' });
    await stage.seen(channel, 'after');
    assert.deepEqual(stage.messages(channel), ['before', 'after']);
  });

  it('a tail stops after the tree was refreshed (vscode-azureappservice#525)', async () => {
    const { id } = await live({ appId: 'acme/shop' });
    await vscode.commands.executeCommand('fal.refreshRequests');
    await vscode.commands.executeCommand('fal.stopTail', id);
    await stage.fal.untilStreams(0);
    await until('no tail runs', () => stage.door.tails.running.length === 0);
  });

  it('a channel keeps its lines while another is shown (vscode-kubernetes-tools#616)', async () => {
    const { channel, id } = await live({ appId: 'acme/shop' });
    stage.log('one');
    await stage.seen(channel, 'one');
    await vscode.commands.executeCommand('fal.showDiagnostics');
    stage.log('two');
    const { transcript } = stage.door.tails.get(id);
    await until('it was received', () => transcript.figures.received === 2);
    await stage.tail({ appId: 'acme/shop' });
    await stage.seen(channel, 'two');
    assert.deepEqual(stage.messages(channel), ['one', 'two']);
  });
});
