import assert from 'node:assert/strict';
import type { FalClient, Page, SentEntry } from '../../../src/core/fal/types';
import { readBack } from '../../../src/core/tail/readBack';
import { messages, sentAt } from './logText';

type Asked = Parameters<FalClient['logHistory']>[0];
const { signal } = new AbortController();

/** Pages as `3b 2a` and their cursor: an entry with the text b at second 3, newest first. */
function historyOf(...pages: readonly (readonly [string, cursor?: string])[]) {
  const asked: Asked[] = [];
  const logHistory = (query: Asked): Promise<Page<SentEntry>> => {
    const [text = '', nextCursor] = pages[Math.min(asked.length, pages.length - 1)] ?? [];
    asked.push(query);
    const words = text.split(' ').filter((word) => word !== '');
    const items = words.map((word) => sentAt(Number(word[0]) * 1000, word.slice(1)));
    return Promise.resolve({ items, nextCursor });
  };
  return { asked, logHistory };
}

describe('reading history back', () => {
  it('gives one page oldest first, as it would have been sent', async () => {
    const { asked, logHistory } = historyOf(['3c 2b 1a']);
    const { entries, isWhole } = await readBack(logHistory, { start: 'then', search: 'x' }, signal);
    assert.deepEqual([messages(entries), isWhole], [['a', 'b', 'c'], true]);
    assert.deepEqual(asked, [{ start: 'then', search: 'x', limit: 1000, cursor: undefined }]);
    assert.deepEqual(entries[0], sentAt(1000, 'a'));
  });

  it('joins pages, handing each cursor back as it came', async () => {
    const told: number[] = [];
    const { asked, logHistory } = historyOf(['5e 4d', 'p2'], ['3c', 'p3'], ['2b 1a']);
    const onProgress = (count: number) => void told.push(count);
    const { entries, isWhole } = await readBack(logHistory, {}, signal, { onProgress });
    assert.deepEqual([messages(entries).join(''), isWhole], ['abcde', true]);
    assert.deepEqual(
      asked.map(({ cursor }) => cursor),
      [undefined, 'p2', 'p3'],
    );
    assert.deepEqual(told, [2, 3, 5]);
  });

  for (const [what, first, second, all] of [
    ['the border’s instant comes once more', '3c 2b', '2b 1a', 'abc'],
    ['it comes once more, and with what the page had cut off', '3c 2b', '2b 2x 1a', 'axbc'],
    ['twins stand at the border', '3c 2b 2b', '2b 2b 1a', 'abbc'],
    ['one more twin comes with the next page', '3c 2b', '2b 2b 1a', 'abbc'],
    ['the instant does not come again', '3c 2b', '1a 1b', 'babc'],
    ['a like entry of another instant comes', '3c 2b', '2x 1b', 'bxbc'],
    ['the page before had that entry, but not at its border', '3c 3b 2x', '2x 2c', 'cxbc'],
  ] as const) {
    it(`gives each entry once where ${what}`, async () => {
      const { logHistory } = historyOf([first, 'p2'], [second]);
      assert.equal(messages((await readBack(logHistory, {}, signal)).entries).join(''), all);
    });
  }

  it('stops at a cursor that does not move, and says that there is more', async () => {
    const { asked, logHistory } = historyOf(['3c 2b', 'same'], ['1a', 'same']);
    const { entries, isWhole } = await readBack(logHistory, {}, signal);
    assert.deepEqual([messages(entries).join(''), isWhole, asked.length], ['abc', false, 2]);
  });

  it('stops where a page brings nothing but what came before', async () => {
    const { asked, logHistory } = historyOf(['3c 2b', 'p2'], ['2b', 'p3'], ['1a']);
    const { entries, isWhole } = await readBack(logHistory, {}, signal);
    assert.deepEqual([messages(entries).join(''), isWhole, asked.length], ['bc', false, 2]);
  });

  it('reads no more pages than it may', async () => {
    const { asked, logHistory } = historyOf(['3c', 'p2'], ['2b', 'p3'], ['1a']);
    const { entries, isWhole } = await readBack(logHistory, {}, signal, { mostPages: 2 });
    assert.deepEqual([messages(entries).join(''), isWhole, asked.length], ['bc', false, 2]);
  });

  it('gives nothing where history has nothing', async () => {
    assert.deepEqual(await readBack(historyOf(['']).logHistory, {}, signal), { entries: [], isWhole: true });
  });
});
