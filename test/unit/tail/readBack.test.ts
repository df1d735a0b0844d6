import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { FalError } from '../../../src/core/fal/errors';
import type { FalClient, Page, SentEntry } from '../../../src/core/fal/types';
import { isAfter } from '../../../src/core/tail/moment';
import { readBack } from '../../../src/core/tail/readBack';
import { messages, sentAt } from './logText';

type Asked = Parameters<FalClient['logHistory']>[0];
const { signal } = new AbortController();

const CURSORS = {
  'excludes its instant': (last: SentEntry) => last.entry.timestamp,
  'has milliseconds only': (last: SentEntry) => new Date(last.entry.time).toISOString(),
  'includes its instant': (last: SentEntry) => new Date(last.entry.time + 1).toISOString(),
  'is no time at all': () => 'p2',
} as const;
type CursorForm = keyof typeof CURSORS;

/** History as fal has it, with pages of that length; it hands out cursors of that form. */
function historyOf(
  log: readonly SentEntry[],
  pageEntries: number,
  form: CursorForm = 'excludes its instant',
) {
  const asked: Asked[] = [];
  const logHistory = (query: Asked): Promise<Page<SentEntry>> => {
    asked.push(query);
    const before = (text: string | undefined) => (sent: SentEntry) =>
      text === undefined ||
      Number.isNaN(Date.parse(text)) ||
      isAfter({ time: Date.parse(text), timestamp: text }, sent.entry);
    const found = log.filter(before(query.end)).filter(before(query.cursor));
    const items = found.slice(-pageEntries).reverse();
    const last = items.at(-1);
    const nextCursor = found.length > items.length && last !== undefined ? CURSORS[form](last) : undefined;
    return Promise.resolve({ items, ...(nextCursor === undefined ? {} : { nextCursor }) });
  };
  return { asked, logHistory };
}

/** `3a` is an entry with the text a at second 3. */
const logOf = (text: string): SentEntry[] =>
  text.split(' ').map((word) => sentAt(Number(word[0]) * 1000, word.slice(1)));

describe('reading history back', () => {
  it('gives one page oldest first, as it would have been sent', async () => {
    const { asked, logHistory } = historyOf(logOf('1a 2b 3c'), 10);
    const { entries, isWhole } = await readBack(logHistory, { start: 'then', search: 'x' }, signal);
    assert.deepEqual([messages(entries), isWhole], [['a', 'b', 'c'], true]);
    assert.deepEqual(asked, [{ start: 'then', search: 'x', limit: 1000 }]);
    assert.deepEqual(entries[0], sentAt(1000, 'a'));
  });

  it('joins pages, each asked for up to and with the last millisecond of the one before', async () => {
    const told: number[] = [];
    const { asked, logHistory } = historyOf(logOf('1a 2b 3c 4d 5e'), 3);
    const onProgress = (count: number) => void told.push(count);
    const { entries, isWhole } = await readBack(logHistory, {}, signal, { onProgress });
    assert.deepEqual([messages(entries).join(''), isWhole], ['abcde', true]);
    assert.deepEqual(
      asked.map(({ end }) => end),
      [undefined, '1970-01-01T00:00:03.001Z'],
    );
    assert.deepEqual(told, [3, 5]);
  });

  const anyLog = fc.array(
    fc.record({ micros: fc.constantFrom(0, 0, 100, 900, 1_500), text: fc.constantFrom('a', 'b') }),
    { maxLength: 40 },
  );
  for (const form of Object.keys(CURSORS) as CursorForm[]) {
    it(`gives each entry once, twins as often as they are, where fal’s cursor ${form}`, async () => {
      await fc.assert(
        fc.asyncProperty(anyLog, fc.integer({ min: 3, max: 12 }), async (steps, pageEntries) => {
          let micros = 1_000_000;
          const log = steps.map(({ micros: step, text }) => {
            micros += step;
            const timestamp = `1970-01-01T00:00:01.${String(micros - 1_000_000).padStart(6, '0')}`;
            return sentAt(Math.floor(micros / 1000), text, { timestamp });
          });
          const inOneMs = Math.max(
            0,
            ...log.map(({ entry }) => log.filter((other) => other.entry.time === entry.time).length),
          );
          fc.pre(inOneMs < pageEntries);
          const { entries, isWhole } = await readBack(
            historyOf(log, pageEntries, form).logHistory,
            {},
            signal,
          );
          assert.deepEqual([messages(entries), isWhole], [messages(log), true]);
        }),
      );
    });
  }

  for (const [where, log, read] of [
    ['fills a page', '1a 3b 3c 3d 3e', 'ade'],
    ['fills a page and ends in the one before', '1a 3b 3c 3d 3e 4f', 'adef'],
  ] as const) {
    it(`goes on by fal’s cursor where one millisecond ${where}, and does not say that this is all`, async () => {
      const { entries, isWhole } = await readBack(historyOf(logOf(log), 2).logHistory, {}, signal);
      assert.deepEqual([messages(entries).join(''), isWhole], [read, false]);
    });
  }

  it('stops at a cursor that does not move, and says that there is more', async () => {
    const log = logOf('1a 3b 3c');
    const { asked, logHistory } = historyOf(log, 2, 'is no time at all');
    const { entries, isWhole } = await readBack(logHistory, {}, signal);
    assert.deepEqual([messages(entries).join(''), isWhole, asked.length], ['bc', false, 3]);
  });

  it('reads no more pages than it may', async () => {
    const { asked, logHistory } = historyOf(logOf('1a 2b 3c 4d'), 2);
    const { entries, isWhole } = await readBack(logHistory, {}, signal, { mostPages: 2 });
    assert.deepEqual([messages(entries).join(''), isWhole, asked.length], ['bcd', false, 2]);
  });

  it('tells why some are not among them, where history has what cannot be read', async () => {
    const why = new FalError({ kind: 'unexpected', place: 'items.0.message', what: 'missing' });
    const logHistory = () => Promise.resolve({ items: logOf('1a'), unreadable: why });
    const { entries, isWhole, unreadable } = await readBack(logHistory, {}, signal);
    assert.deepEqual([messages(entries), isWhole, unreadable], [['a'], true, why]);
  });

  it('gives nothing where history has nothing', async () => {
    assert.deepEqual(await readBack(historyOf([], 10).logHistory, {}, signal), {
      entries: [],
      isWhole: true,
    });
  });
});
