import { sleep } from '../base/sleep';
import { FalError } from '../fal/errors';
import { backoffMs } from './backoff';
import { canHeal, wishedWaitMs } from './mending';

export interface PatienceOptions {
  /** Ends it all. */
  readonly signal: AbortSignal;
  /** 0 to 1; `Math.random` but in tests. */
  readonly random: () => number;
  readonly mostTries?: number;
  /** Told before each wait, which ends early when the signal that it gives aborts. */
  readonly onWait?: (untilMs: number, error: FalError) => AbortSignal;
}

/**
 * Asks again after whatever heals by itself, later each time.
 * @throws what does not heal, or has not after so many tries, and when `signal` aborts.
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  { signal, random, mostTries = Infinity, onWait = () => signal }: PatienceOptions,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FalError) || !canHeal(error) || failures >= mostTries) throw error;
      const waitMs = backoffMs(failures, random(), wishedWaitMs(error));
      const wake = onWait(Date.now() + waitMs, error);
      await sleep(waitMs, AbortSignal.any([signal, wake]));
      signal.throwIfAborted();
    }
  }
}
