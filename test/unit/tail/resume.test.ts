import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { SentEntry } from '../../../src/core/fal/types';
import { ResumePoint, STREAM_OVERLAP_MS } from '../../../src/core/tail/resume';

function sentAt(time: number, message: string, more: object = {}): SentEntry {
  const entry = {
    time,
    timestamp: new Date(time).toISOString(),
    level: 'info',
    message,
    app: 'a',
    revision: '',
    labels: {},
    ...more,
  };
  return { kind: 'entry', entry, json: JSON.stringify(entry) };
}
const messages = (sent: readonly SentEntry[]): string[] => sent.map(({ entry }) => entry.message);

describe('resuming after a break', () => {
  it('begins where the tail began when nothing was seen', () => {
    const point = new ResumePoint(1000);
    assert.equal(point.reopen(), 1000);
    assert.equal(point.reopen(), 1000);
  });

  it('goes on a little before the last time seen, and not before the beginning', () => {
    const point = new ResumePoint(1000);
    point.reopen();
    point.sort([sentAt(1500, 'x')]);
    assert.equal(point.reopen(), 1000);
    point.sort([sentAt(9000, 'y')]);
    assert.equal(point.reopen(), 9000 - STREAM_OVERLAP_MS);
  });

  it('knows an entry again whose labels come in another order and whose level in another case', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1, 'x', { labels: { a: '1', b: '2' } })]);
    point.reopen();
    const again = sentAt(1, 'x', { level: 'INFO', labels: { b: '2', a: '1' } });
    assert.deepEqual(point.sort([again]), { late: [], next: [] });
  });

  it('tells what comes late from what comes next', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1000, 'a'), sentAt(3000, 'c')]);
    point.reopen();
    const { late, next } = point.sort([sentAt(2000, 'b'), sentAt(3000, 'c'), sentAt(4000, 'd')]);
    assert.deepEqual([messages(late), messages(next)], [['b'], ['d']]);
  });

  it('shows every entry once, twins as often as sent, whatever is replayed and wherever it breaks', () => {
    // Times advance by little or much, so that the overlap holds anything from one entry to all of them.
    const sent = fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.constantFrom('a', 'b')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(sent, fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }), (steps, lives) => {
        let time = 10_000;
        const all = steps.map(([step, message]) => sentAt((time += step), message));
        const point = new ResumePoint(0);
        const shown: SentEntry[] = [];
        // Each connection replays everything since its start, and lives for so many entries; the last one for all.
        for (const life of [...lives, Infinity]) {
          const start = point.reopen();
          const replay = all.filter(({ entry }) => entry.time >= start).slice(0, life);
          const { late, next } = point.sort(replay);
          assert.deepEqual(late, []);
          shown.push(...next);
        }
        assert.deepEqual(shown, all);
      }),
    );
  });

  it('shows a flood once, though it keeps only its end, also when a server repeats what was before the start', () => {
    const flood = Array.from({ length: 30_000 }, (_, index) =>
      sentAt(1_000_000 + (index >> 4), `line ${index}`),
    );
    const point = new ResumePoint(0);
    let shown = 0;
    for (let from = 0; from < flood.length; from += 7_000) {
      const start = point.reopen();
      const first = Math.max(0, flood.findIndex(({ entry }) => entry.time >= start) - 2);
      const { late, next } = point.sort(flood.slice(first, from + 7_000));
      assert.equal(late.length, 0);
      shown += next.length;
    }
    assert.equal(shown, flood.length);
  });
});
