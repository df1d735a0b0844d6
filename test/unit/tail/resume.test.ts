import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { SentEntry } from '../../../src/core/fal/types';
import { OVERLAP_MS, ResumePoint } from '../../../src/core/tail/resume';
import { messages, sentAt } from './logText';

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
    point.sort([sentAt(90_000, 'y')]);
    assert.equal(point.reopen(), 90_000 - OVERLAP_MS);
  });

  it('goes on from there though an older one came last, and takes what is older for late', () => {
    const point = new ResumePoint(1000);
    point.sort([sentAt(90_000, 'b')]);
    point.sort([sentAt(80_000, 'a')]);
    assert.equal(point.reopen(), 90_000 - OVERLAP_MS);
    assert.deepEqual(messages(point.sort([sentAt(85_000, 'between')]).late), ['between']);
  });

  it('knows an entry again whose labels come in another order and whose level in another case', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1, 'x', { labels: { a: '1', b: '2' } })]);
    point.reopen();
    const again = sentAt(1, 'x', { level: 'INFO', labels: { b: '2', a: '1' } });
    assert.deepEqual(point.sort([again]), { late: [], next: [] });
  });

  it('knows an entry again whose time comes in another form', () => {
    const point = new ResumePoint(0);
    point.reopen();
    for (const [first, again] of [
      ['2026-01-01T00:00:00.123400Z', '2026-01-01T00:00:00.1234'],
      ['2026-01-01T00:00:01', '2026-01-01 00:00:01.000000+00:00'],
      ['2026-01-01T00:00:10Z', '2026-01-01T00:00:10.0+0000'],
    ] as const) {
      point.sort([sentAt(1, 'x', { timestamp: first })]);
      point.reopen();
      assert.deepEqual(point.sort([sentAt(1, 'x', { timestamp: again })]), { late: [], next: [] }, again);
    }
  });

  it('takes entries for two that are a microsecond apart', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1, 'x', { timestamp: '2026-01-01T00:00:00.123400Z' })]);
    point.reopen();
    const other = sentAt(1, 'x', { timestamp: '2026-01-01T00:00:00.123401Z' });
    assert.deepEqual(messages(point.sort([other]).next), ['x']);
  });

  it('tells a replay by what was shown, not by its time', () => {
    const point = new ResumePoint(0);
    const { late, next } = point.sort([sentAt(1000, 'a'), sentAt(2000, 'b')]);
    assert.deepEqual([messages(late), messages(next)], [[], ['a', 'b']]);
    assert.equal(point.isReplay(sentAt(1000, 'a').entry), false, 'before it was asked once more');
    point.reopen();
    assert.equal(point.isReplay(sentAt(1000, 'a').entry), true);
    assert.equal(point.isReplay(sentAt(1000, 'other').entry), false);
    assert.equal(point.isReplay(sentAt(2001, 'b').entry), false);
    point.sort([sentAt(1000, 'a'), sentAt(2000, 'b')]);
    assert.equal(point.isReplay(sentAt(2000, 'b').entry), false, 'it came again already');
  });

  it('does not show again what history gave and the stream then sends', () => {
    const point = new ResumePoint(0);
    point.reopen();
    const fromHistory = [sentAt(1000, 'a'), sentAt(3000, 'c')];
    point.sort(fromHistory);
    point.expectAgain(fromHistory);
    const { late, next } = point.sort([
      sentAt(1000, 'a'),
      sentAt(2000, 'b'),
      sentAt(3000, 'c'),
      sentAt(3000, 'c'),
    ]);
    // The second c is one more than history had.
    assert.deepEqual([messages(late), messages(next)], [['b'], ['c']]);
  });

  it('takes in what was shown on other grounds', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.remember(sentAt(50_000, 'a'));
    assert.equal(point.reopen(), 50_000 - OVERLAP_MS);
    assert.deepEqual(point.sort([sentAt(50_000, 'a')]), { late: [], next: [] });
  });

  it('takes an entry of the same millisecond, but some microseconds older, for a late one', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1000, 'z', { timestamp: '1970-01-01T00:00:01.000900' })]);
    point.reopen();
    const older = sentAt(1000, 'x', { timestamp: '1970-01-01T00:00:01.000100' });
    assert.deepEqual(messages(point.sort([older]).late), ['x']);
  });

  it('gives up the oldest gap that was replayed where there are many', () => {
    const point = new ResumePoint(0);
    const gaps = Array.from({ length: 15 }, () => point.openGap(0));
    const [first, second] = gaps;
    assert.ok(first && second);
    second.isReplayed = true;
    point.openGap(0);
    assert.equal(second.superseded.aborted, false, 'sixteen are not many');
    point.openGap(0);
    assert.deepEqual([first.superseded.aborted, second.superseded.aborted], [false, true]);
    point.openGap(0);
    assert.equal(gaps.filter(({ superseded }) => superseded.aborted).length, 1);
  });

  it('leaves what it asks for again to the later connection, and ends what lies before it', () => {
    const point = new ResumePoint(0);
    const idle = point.openGap(point.reopen());
    point.closeGaps(point.reopen());
    assert.deepEqual([idle.superseded.aborted, idle.firstLive], [true, undefined]);
    const busy = point.openGap(0);
    point.sort([sentAt(90_000, 'a')]);
    point.closeGaps(point.reopen());
    assert.deepEqual([busy.superseded.aborted, busy.firstLive?.time], [false, 90_000]);
    point.closeGaps(0);
    assert.equal(busy.superseded.aborted, false, 'what has an end is verified as it is');
    point.settle(busy);
    point.sort([sentAt(89_999, 'b')]);
    assert.deepEqual(messages(busy.missingOf([sentAt(89_999, 'b')])), ['b']);
  });

  it('never asks for a start after the last instant, even one of thousands of entries', () => {
    const point = new ResumePoint(0);
    point.reopen();
    const instant = Array.from({ length: 4_100 }, (_, index) => sentAt(50_000, `line ${index}`));
    point.sort([sentAt(1_000, 'before'), ...instant]);
    assert.equal(point.reopen(), 50_000);
    assert.deepEqual(point.sort(instant), { late: [], next: [] });
  });

  it('tells what comes late from what comes next', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1000, 'a'), sentAt(3000, 'c')]);
    point.reopen();
    const { late, next } = point.sort([sentAt(2000, 'b'), sentAt(3000, 'c'), sentAt(4000, 'd')]);
    assert.deepEqual([messages(late), messages(next)], [['b'], ['d']]);
  });

  it('takes for late what is older than what was shown, also after history gave something older', () => {
    const point = new ResumePoint(0);
    point.sort([sentAt(3000, 'c')]);
    point.reopen();
    point.expectAgain([sentAt(1000, 'a')]);
    assert.deepEqual(messages(point.sort([sentAt(2000, 'b')]).late), ['b']);
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
    const flood = Array.from({ length: 9_000 }, (_, index) =>
      sentAt(1_000_000 + (index >> 4), `line ${index}`),
    );
    const point = new ResumePoint(0);
    let shown = 0;
    for (let from = 0; from < flood.length; from += 3_000) {
      const start = point.reopen();
      const first = Math.max(0, flood.findIndex(({ entry }) => entry.time >= start) - 2);
      const { late, next } = point.sort(flood.slice(first, from + 3_000));
      assert.equal(late.length, 0);
      shown += next.length;
    }
    assert.equal(shown, flood.length);
  });
});
