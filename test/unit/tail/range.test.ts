import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { SentEntry } from '../../../src/core/fal/types';
import { partsOfRange } from '../../../src/core/tail/range';
import { messages, sentAt } from './logText';
import { entriesAt, SimulatedHistory } from './simulatedHistory';
import { runs } from '../../support/runs';

const DAY_MS = 24 * 60 * 60 * 1000;
const { signal } = new AbortController();

async function read(
  entries: readonly SentEntry[],
  untilMs = DAY_MS,
  fromMs = 0,
  history = new SimulatedHistory(entries),
) {
  const shown: string[] = [];
  let mostAtOnce = 0;
  let isWhole = true;
  for await (const part of partsOfRange(history.logHistory, {}, { fromMs, untilMs }, signal)) {
    shown.push(...messages(part.entries));
    mostAtOnce = Math.max(mostAtOnce, part.entries.length);
    isWhole &&= part.isWhole;
  }
  return { shown, mostAtOnce, isWhole, history };
}

const spread = (count: number, fromMs: number, untilMs: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.floor(fromMs + ((untilMs - fromMs) * index) / count));

describe('reading a closed range', () => {
  it('asks once where there is little', async () => {
    const entries = entriesAt(spread(900, 0, DAY_MS));
    const { shown, history } = await read(entries);
    assert.deepEqual(shown, messages(entries));
    assert.equal(history.asked, 1);
  });

  it('gives nothing of an empty range, nor of one that ends before it begins', async () => {
    assert.deepEqual((await read([])).shown, []);
    const { shown, history } = await read(entriesAt([5]), 0, 10);
    assert.deepEqual([shown, history.asked], [[], 0]);
  });

  it('leaves out what is not within', async () => {
    const entries = entriesAt([0, 1, 2, 3]);
    assert.deepEqual((await read(entries, 3, 1)).shown, messages(entries.slice(1, 3)));
  });

  for (const [what, times] of [
    ['even', spread(7_000, 0, DAY_MS)],
    ['all at the end', [...spread(10, 0, DAY_MS - 5_000), ...spread(6_000, DAY_MS - 4_000, DAY_MS)]],
    ['all at the beginning', [...spread(6_000, 0, 4_000), ...spread(10, 5_000, DAY_MS)]],
    [
      'in bursts',
      [...Array(3).keys()].flatMap((hour) => spread(3_000, hour * 3_600_000, hour * 3_600_000 + 900)),
    ],
  ] as const) {
    it(`gives the oldest first, a few pages at a time, where they are ${what}`, async () => {
      const entries = entriesAt(times);
      const { shown, mostAtOnce, isWhole, history } = await read(entries);
      assert.deepEqual(shown, messages(entries));
      assert.ok(isWhole);
      assert.ok(mostAtOnce <= 4_000, String(mostAtOnce));
      assert.ok(history.answered <= entries.length * 1.7, `${history.answered} entries were sent`);
    }).timeout(20_000);
  }

  it('gives any entries once, in order', async () => {
    const counts = fc.array(fc.tuple(fc.nat(20_000), fc.integer({ min: 1, max: 900 })), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(counts, async (bursts) => {
        const times = bursts
          .flatMap(([time, count]) => Array<number>(count).fill(time))
          .sort((a, b) => a - b);
        const entries = entriesAt(times);
        assert.deepEqual((await read(entries, 20_001)).shown, messages(entries));
      }),
      { numRuns: runs(4) },
    );
  });

  it('reads a millisecond of many pages whole', async () => {
    const entries = Array.from({ length: 2_100 }, (_, index) =>
      sentAt(7, `entry ${index}`, { timestamp: `1970-01-01T00:00:00.007${String(index).padStart(6, '0')}` }),
    );
    assert.deepEqual((await read(entries)).shown, messages(entries));
  });

  it('says where fal’s paging does not get past an instant', async () => {
    const twins = Array.from({ length: 1_500 }, (_, index) => sentAt(7, `twin ${index}`));
    const entries = [sentAt(1, 'before'), ...twins, sentAt(9, 'after')];
    const history = new SimulatedHistory(entries, 'inclusive');
    const { shown, isWhole } = await read(entries, DAY_MS, 0, history);
    assert.equal(isWhole, false);
    assert.equal(shown[0], 'before');
    assert.equal(shown.at(-1), 'after');
    assert.equal(shown.length, 1_002);
  });
});
