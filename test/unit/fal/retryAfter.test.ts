import assert from 'node:assert/strict';
import { retryAfterMs } from '../../../src/core/fal/retryAfter';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);

describe('when fal says to come back', () => {
  for (const [what, header, waitMs] of [
    ['in seconds', '120', 120_000],
    ['in parts of a second', ' 0.5 ', 500],
    ['at once', '0', 0],
    ['at a date', 'Fri, 02 Jan 2026 03:04:12 GMT', 7_000],
    ['at a date gone by', 'Fri, 02 Jan 2026 03:04:00 GMT', 0],
    ['in words', 'soon', undefined],
    ['in less than no time', '-1', 0],
    ['by nothing', '', undefined],
    ['not at all', null, undefined],
  ] as const) {
    it(`${what}, ${waitMs === undefined ? 'it says nothing' : `the wait is ${waitMs} ms`}`, () =>
      assert.equal(retryAfterMs(header, NOW), waitMs));
  }
});
