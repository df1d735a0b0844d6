import assert from 'node:assert/strict';
import type { RequestDetail, SentEntry } from '../../../src/core/fal/types';
import type { TalkParts } from '../../../src/core/payload/requestTalk';
import { sentEntry } from '../../support/sentEntry';
import { pageOf, ref } from './pageTalk';

const NOW = Date.UTC(2026, 0, 10, 12);
const shown: RequestDetail = {
  request: {
    requestId: 'id',
    endpointId: 'a/b',
    sentAt: NOW - 60_000,
    endedAt: NOW - 1_000,
    statusCode: 200,
  },
  input: '1',
  output: '2',
};
const running: RequestDetail = {
  ...shown,
  request: { ...shown.request, endedAt: undefined, statusCode: undefined },
};
const LINES = [
  sentEntry('done', NOW - 2_000, { revision: 'r-7' }),
  sentEntry('  File "/app/shop/main.py", line 12, in run', NOW - 3_000),
];

describe('the logs of an open request', () => {
  const reader = () => ({ now: NOW, locale: 'en', timeZone: 'UTC' });
  const open = async (parts: Partial<TalkParts> = {}, request = shown, from = ref) => {
    const page = await pageOf(request, { reader, ...parts }, from);
    return { ...page, logs: await page.next('logsRead', 0) };
  };
  const withLines = { logHistory: () => Promise.resolve({ items: LINES }) };

  it('are rows that can be read on, with the revision that ran it', async () => {
    const { logs, ask } = await open(withLines);
    assert.deepEqual(
      [logs.canOpen, logs.canTail, logs.facts, logs.note],
      [true, false, [{ label: 'Revision', value: 'r-7' }], undefined],
    );
    const { window } = await ask({ type: 'askRows', area: 'logs', from: 1, count: 9 }, 'rowsRead');
    assert.deepEqual(
      window.rows.map(({ text }) => text),
      ['done'],
    );
  });

  it('are copied with their times', async () => {
    const copied: string[] = [];
    const { ask } = await open({ ...withLines, copy: (text) => Promise.resolve(void copied.push(text)) });
    await ask({ type: 'copyAll', area: 'logs' }, 'copied');
    await ask({ type: 'copyRow', area: 'logs', id: 1, as: 'value' }, 'copied');
    assert.match(copied[0] ?? '', /^\d\d:\d\d:57\.000 +File .*\n\d\d:\d\d:58\.000 done$/);
    assert.equal(copied[1], 'done');
  });

  it('say that there are none, and can be asked for again', async () => {
    const { logs, ask } = await open();
    assert.match(logs.note ?? '', /no log lines of this request/);
    assert.ok(logs.canRetry);
    assert.match((await ask({ type: 'readLogs' }, 'logsRead')).note ?? '', /no log lines/);
  });

  it('say that older lines were left out', async () => {
    let asked = 0;
    const page = Array<SentEntry>(5_000).fill(sentEntry('x', NOW));
    const { logs } = await open({
      logHistory: () => Promise.resolve({ items: page, nextCursor: String(++asked) }),
    });
    assert.equal(logs.note, 'Only the last 5000 lines are shown.');
  });

  it('say why they cannot be read', async () => {
    const { logs } = await open({ logHistory: () => Promise.reject(new Error('no network')) });
    assert.deepEqual([logs.note, logs.canRetry], ['Error: no network', true]);
  });

  it('are not asked for where the app is another’s', async () => {
    const { logs } = await open({ logHistory: () => assert.fail('asked') }, shown, {
      ...ref,
      source: 'made',
    });
    assert.deepEqual(
      [logs.note, logs.canRetry, logs.canTail],
      ['fal shows logs only to the owner of the app.', false, false],
    );
  });

  it('are read once the request turns out to be of one’s own app, and what was closed stays so', async () => {
    const output = '[[2]]';
    const made = { ...ref, source: 'made' } as const;
    const { talk, asked, next, askInVain, logs } = await open(withLines, { ...shown, output }, made);
    assert.equal(logs.window, undefined);
    await askInVain({ type: 'toggle', pane: 'output', id: 1, isExpanded: false, from: 0, count: 9 });
    const reading = next('logsRead');
    const showing = next('shown');
    talk.show(ref);
    asked[1]?.answer({ ...shown, output });
    assert.equal((await reading).window?.total, 2);
    const { view } = await showing;
    assert.ok(view.output.state === 'tree' && view.output.window.total === 1);
    talk.show(made);
    assert.equal(asked.length, 2);
  });

  it('are told again to a page that begins anew, without asking fal', async () => {
    let asked = 0;
    const { talk, next } = await open({
      logHistory: () => Promise.resolve({ items: asked++ === 0 ? LINES : [] }),
    });
    const again = next('logsRead');
    talk.forgetPage();
    talk.hear({ type: 'ready' });
    assert.equal((await again).window?.total, 2);
    assert.equal(asked, 1);
  });

  it('are silent about an earlier showing', async () => {
    let fail = (_error: Error): void => undefined;
    let asked = 0;
    const { talk, wish, askInVain } = await open({
      logHistory: () =>
        asked++ === 0
          ? Promise.resolve({ items: [] })
          : new Promise((_, reject) => {
              fail = reject;
            }),
    });
    wish({ type: 'readLogs' });
    talk.dispose();
    fail(new Error('too late'));
    assert.deepEqual(await askInVain(), []);
  });

  it('lead from a frame to the workspace’s file', async () => {
    const opened: string[] = [];
    const { askInVain, next } = await open({
      ...withLines,
      findSources: () => Promise.resolve(new Map([['/app/shop/main.py', 'shop/main.py']])),
      openSource: (path, line) => opened.push(`${path}:${line}`),
    });
    await next('rowsRead', 0);
    await askInVain({ type: 'openSource', id: 0, number: 0 }, { type: 'openSource', id: 7, number: 0 });
    assert.deepEqual(opened, ['/app/shop/main.py:12']);
  });

  it('do not wait for the search for their files, which come to the lines later', async () => {
    let answer = (_names: ReadonlyMap<string, string>): void => undefined;
    const { logs, next, talk } = await open({
      ...withLines,
      findSources: () => new Promise((resolve) => (answer = resolve)),
    });
    assert.equal(logs.window?.rows[0]?.links, undefined);
    const linking = next('rowsRead');
    answer(new Map([['/app/shop/main.py', 'shop/main.py']]));
    const { area, isAnew, window } = await linking;
    assert.deepEqual(
      [area, isAnew, window.rows[0]?.links?.[0]?.hint],
      ['logs', true, 'Open shop/main.py, line 12'],
    );
    const again = next('logsRead');
    talk.forgetPage();
    talk.hear({ type: 'ready' });
    assert.equal((await again).window?.rows[0]?.links?.length, 1);
  });

  it('stay where the search for their files fails', async () => {
    const { heard, logged, askInVain } = await open({
      ...withLines,
      findSources: () => Promise.reject(new Error('no workspace')),
    });
    await askInVain();
    const told = heard.filter(({ type }) => type === 'logsRead');
    assert.ok(told.length === 1 && told[0]?.type === 'logsRead' && told[0].window?.total === 2);
    assert.match(logged.join(), /no workspace/);
  });

  it('of another’s app lead into no tail, which could never show a line', async () => {
    const said: string[] = [];
    const { talk } = await open(
      { tail: () => assert.fail('tailed'), inform: (message) => said.push(message) },
      running,
      { ...ref, source: 'made' },
    );
    talk.tail();
    assert.deepEqual(said, ['fal shows logs only to the owner of the app.']);
  });

  it('lead into a tail: live while the request runs, and of its own times when it is over', async () => {
    const tailed: unknown[] = [];
    const tail: TalkParts['tail'] = (filter, from) => void tailed.push([filter, from]);
    const over = await open({ ...withLines, tail });
    over.wish({ type: 'tail' });
    const live = await open({ ...withLines, tail }, running);
    assert.deepEqual([live.logs.canTail, live.logs.canOpen], [true, false]);
    live.talk.tail();
    assert.deepEqual(tailed, [
      [{ requestId: 'id', since: '2026-01-10T11:58:00.000Z', until: '2026-01-10T12:01:59.000Z' }, ref],
      [{ requestId: 'id' }, ref],
    ]);
  });
});
