import assert from 'node:assert/strict';
import { limitRefreshSeconds, limitTailLines } from '../../../src/core/base/limits';

describe('a setting beyond its limits', () => {
  for (const [wanted, kept] of [
    [5, 100],
    [-1, 100],
    [100, 100],
    [20_000, 20_000],
    [1e9, 75_000],
  ] as const) {
    it(`keeps ${kept} lines of a tail where ${wanted} are wanted`, () =>
      assert.equal(limitTailLines(wanted), kept));
  }

  for (const [wanted, seconds] of [
    [0, 0],
    [-1, 0],
    [0.01, 5],
    [5, 5],
    [30, 30],
  ] as const) {
    it(`refreshes every ${seconds} s where ${wanted} is wanted`, () =>
      assert.equal(limitRefreshSeconds(wanted), seconds));
  }
});
