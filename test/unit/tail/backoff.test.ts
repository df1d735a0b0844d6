import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { backoffMs } from '../../../src/core/tail/backoff';

describe('waiting before another try', () => {
  it('grows from half a second to half a minute', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((failures) => backoffMs(failures, 1));
    assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000]);
    assert.deepEqual([backoffMs(1, 0), backoffMs(50, 0)], [500, 15_000]);
  });

  it('is never under half a second nor over half a minute, whatever the chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failures, random) => {
          const wait = backoffMs(failures, random);
          assert.ok(wait >= 500 && wait <= 30_000, String(wait));
        },
      ),
    );
  });

  it('keeps a longer wish of fal’s', () => {
    assert.equal(backoffMs(1, 1, 60_000), 60_000);
    assert.equal(backoffMs(3, 1, 100), 4000);
  });
});
