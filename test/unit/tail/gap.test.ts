import assert from 'node:assert/strict';
import { isInGap, type Gap } from '../../../src/core/tail/gap';

const at = (micros: number) => ({
  time: Math.floor(micros / 1000),
  timestamp: `1970-01-01T00:00:00.${String(micros).padStart(6, '0')}`,
});

describe('a gap', () => {
  const gap: Gap = { fromMs: 100, firstLive: at(200_500) };

  for (const [what, micros, isIn] of [
    ['begins at its first millisecond', 100_000, true],
    ['holds nothing before', 99_999, false],
    ['holds what lies between', 150_000, true],
    ['holds what came in the millisecond of its end', 200_499, true],
    ['holds the entry at its end: a twin of it may have been missed', 200_500, true],
    ['ends there to the microsecond', 200_501, false],
    ['holds nothing after', 300_000, false],
  ] as const) {
    it(what, () => {
      assert.equal(isInGap(gap, at(micros)), isIn);
    });
  }

  it('is open as long as the stream has sent nothing', () => {
    assert.equal(isInGap({ fromMs: 100 }, at(999_999)), true);
    assert.equal(isInGap({ fromMs: 100 }, at(99_999)), false);
  });

  it('ends at the same instant, in whatever form it is written', () => {
    const end = { time: 200, timestamp: '1970-01-01T00:00:00.2005Z' };
    assert.equal(isInGap({ fromMs: 100, firstLive: end }, at(200_500)), true);
    assert.equal(isInGap({ fromMs: 100, firstLive: end }, at(200_501)), false);
  });
});
