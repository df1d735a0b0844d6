import assert from 'node:assert/strict';
import { linkSources } from '../../../src/core/payload/logSources';
import { listedRows } from '../../../src/core/payload/rows/paneRows';
import type { Row } from '../../../src/core/payload/view';

const rowsOf = (...texts: string[]): Row[] =>
  texts.map((text, index) => ({
    ...{ id: index, kind: 'log', level: 1, siblings: texts.length, index, isItem: true },
    text,
  }));

describe('frames in a request’s logs', () => {
  const rows = rowsOf(
    'start',
    '  File "/app/shop/main.py", line 12, in run',
    '  File "/usr/lib/os.py", line 3',
  );
  const opened: string[] = [];
  const link = () =>
    linkSources(rows, {
      findSources: () => Promise.resolve(new Map([['/app/shop/main.py', 'shop/main.py']])),
      openSource: (path, line) => opened.push(`${path}:${line}`),
    });

  it('lead to the workspace’s file where there is one', async () => {
    const { rows: linked = [] } = (await link()) ?? {};
    assert.deepEqual(
      linked.map(({ text, links = [] }) =>
        links.map((each) => [text.slice(each.start, each.end), each.hint]),
      ),
      [[], [['/app/shop/main.py", line 12', 'Open shop/main.py, line 12']], []],
    );
    assert.equal(listedRows(linked).text, listedRows(rows).text);
  });

  it('are opened by their numbers alone, and other numbers open nothing', async () => {
    const { open } = (await link()) ?? assert.fail('no links');
    open(1, 0);
    for (const [row, number] of [
      [0, 0],
      [1, 1],
      [2, 0],
      [99, 0],
    ] as const)
      open(row, number);
    assert.deepEqual(opened, ['/app/shop/main.py:12']);
  });

  it('are not looked for where there are none', async () => {
    const plain = rowsOf('no frame');
    const linked = await linkSources(plain, {
      findSources: () => assert.fail('asked'),
      openSource: () => undefined,
    });
    assert.equal(linked, undefined);
  });
});
