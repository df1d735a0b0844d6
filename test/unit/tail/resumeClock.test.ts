import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { OVERLAP_MS, ResumePoint } from '../../../src/core/tail/resume';
import { messages, sentAt } from './logText';

describe('resuming with an entry of a runner whose clock is wrong', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install({ now: 1_000_000 })));
  afterEach(() => clock.uninstall());

  it('goes on from when that came, and takes nothing that follows for late', () => {
    const point = new ResumePoint(0);
    point.setClock(1_000_000);
    point.reopen();
    const ahead = sentAt(1_040_000, 'from the future');
    point.sort([sentAt(1_000_000, 'a'), ahead]);
    clock.tick(10_000);
    assert.equal(point.reopen(), 1_002_000 - OVERLAP_MS);
    const followers = [1_000_001, 1_010_500, 1_012_500].map((time) => sentAt(time, `at ${time}`));
    const { late, next } = point.sort([...followers, ahead]);
    assert.deepEqual([late, next], [[], followers]);
  });

  it('takes for in time what history gave long after anything else came', () => {
    const point = new ResumePoint(0);
    point.setClock(1_000_000);
    point.reopen();
    point.sort([sentAt(1_000_000, 'a')]);
    clock.tick(60_000);
    point.remember(sentAt(1_050_000, 'c'));
    point.reopen();
    assert.deepEqual(messages(point.sort([sentAt(1_040_000, 'b')]).late), ['b']);
  });

  it('does so by its own clock where fal does not tell the time', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.sort([sentAt(1_000_000, 'a'), sentAt(1_040_000, 'from the future')]);
    clock.tick(10_000);
    assert.equal(point.reopen(), 1_002_000 - OVERLAP_MS);
    // It may have come before or after.
    assert.deepEqual(messages(point.sort([sentAt(1_005_000, 'b')]).late), ['b']);
  });

  it('takes none for such a one that is not ahead of fal’s clock, though of ours', () => {
    const point = new ResumePoint(0);
    point.setClock(1_060_000);
    point.sort([sentAt(1_060_000, 'a')]);
    assert.equal(point.reopen(), 1_060_000 - OVERLAP_MS);
  });

  it('takes nothing for late because history gave such an entry', () => {
    const point = new ResumePoint(0);
    point.setClock(1_000_000);
    point.sort([sentAt(1_000_000, 'a')]);
    const ahead = sentAt(1_040_000, 'from the future');
    point.remember(ahead);
    point.expectAgain([ahead]);
    assert.deepEqual(messages(point.sort([sentAt(1_000_001, 'b')]).next), ['b']);
  });

  it('knows such entries again however many came since', () => {
    const point = new ResumePoint(0);
    point.setClock(1_000_000);
    const ahead = [sentAt(1_600_000, 'one'), sentAt(1_600_001, 'two')];
    point.sort(ahead);
    point.sort(Array.from({ length: 10_000 }, (_, index) => sentAt(1_000_000, `line ${index}`)));
    point.reopen();
    assert.deepEqual(point.sort(ahead), { late: [], next: [] });
  });

  it('keeps no more of them than it may, and knows the last of them again', () => {
    const point = new ResumePoint(0);
    point.setClock(1_000_000);
    const ahead = Array.from({ length: 30_000 }, (_, index) => sentAt(4_600_000 + index, `line ${index}`));
    for (const each of ahead) point.sort([sentAt(1_000_000, 'in time'), each]);
    point.reopen();
    const { next } = point.sort(ahead);
    assert.ok(next.length >= 5_000 && next.length <= 10_000, String(next.length));
    assert.deepEqual(next, ahead.slice(0, next.length));
  });

  it('takes the clock for wrong when all that it knows again is ahead', () => {
    const point = new ResumePoint(0);
    point.setClock(0);
    point.sort([sentAt(500, 'in time')]);
    point.sort(Array.from({ length: 4000 }, (_, index) => sentAt(1_000_000 + 10 * index, `line ${index}`)));
    point.sort([sentAt(1_040_000, 'next')]);
    assert.equal(point.reopen(), 1_040_000 - OVERLAP_MS);
    assert.deepEqual(messages(point.sort([sentAt(1_039_999, 'late')]).late), ['late']);
  });
});
