import assert from 'node:assert/strict';
import { createTimes } from '../../../src/core/base/times';

describe('times read', () => {
  const berlin = createTimes('en', 'Europe/Berlin');
  const at = (time: string, now: string, times = berlin) => times.short(Date.parse(time), Date.parse(now));

  it('without the date today, with it on any other day, with the year in any other year', () => {
    assert.equal(at('2026-03-14T22:59:59Z', '2026-03-14T22:59:59Z'), '23:59:59');
    assert.equal(at('2026-03-14T22:59:59Z', '2026-03-14T23:00:00Z'), 'Mar 14, 23:59');
    assert.equal(at('2026-03-15T00:30:00Z', '2026-03-14T12:00:00Z'), 'Mar 15, 01:30');
    assert.equal(at('2025-12-31T22:59:59Z', '2025-12-31T23:00:00Z'), 'Dec 31, 2025, 23:59');
  });

  it('on both sides of a change to summer time and back', () => {
    assert.equal(at('2026-03-29T00:59:59Z', '2026-03-29T12:00:00Z'), '01:59:59');
    assert.equal(at('2026-03-29T01:00:00Z', '2026-03-29T12:00:00Z'), '03:00:00');
    assert.equal(at('2026-10-25T00:30:00Z', '2026-10-25T22:59:00Z'), '02:30:00');
    assert.equal(at('2026-10-25T01:30:00Z', '2026-10-25T22:59:00Z'), '02:30:00');
  });

  it('in the zones whose days begin a quarter of an hour beside the others', () => {
    const kathmandu = createTimes('en', 'Asia/Kathmandu');
    assert.equal(at('2026-03-14T18:14:59Z', '2026-03-14T18:14:59Z', kathmandu), '23:59:59');
    assert.equal(at('2026-03-14T18:14:59Z', '2026-03-14T18:15:00Z', kathmandu), 'Mar 14, 23:59');
  });

  it('at midnight as 00, with dates as the language has them', () => {
    const german = createTimes('de', 'UTC');
    assert.equal(at('2026-11-21T00:00:05Z', '2026-11-21T12:00:00Z', german), '00:00:05');
    assert.equal(at('2026-11-21T00:00:05Z', '2026-11-22T12:00:00Z', german), '21. Nov., 00:00');
    assert.equal(german.whole(Date.parse('2026-11-21T22:09:23Z')), '21.11.2026, 22:09:23 UTC');
  });
});
