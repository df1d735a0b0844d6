import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { sleep } from '../../../src/core/base/sleep';

describe('a sleep', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install()));
  afterEach(() => clock.uninstall());

  /** When it woke, after so many milliseconds of waiting for it. */
  const wokenAt = async (signal: AbortSignal, then: () => Promise<unknown>): Promise<number | undefined> => {
    let woken: number | undefined;
    void sleep(1000, signal).then(() => (woken = clock.now));
    await then();
    return woken;
  };

  it('ends after its time', async () => {
    const { signal } = new AbortController();
    assert.equal(await wokenAt(signal, () => clock.tickAsync(999)), undefined);
    assert.equal(await wokenAt(signal, () => clock.tickAsync(1000)), 1999);
  });

  it('ends at once when it is no longer wanted, and leaves no timer', async () => {
    const abort = new AbortController();
    const woken = await wokenAt(abort.signal, async () => {
      await clock.tickAsync(10);
      abort.abort();
      await clock.tickAsync(1);
    });
    assert.deepEqual([woken, clock.countTimers()], [10, 0]);
    assert.equal(await wokenAt(abort.signal, () => Promise.resolve()), 11);
  });
});
