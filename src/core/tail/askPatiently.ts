import { sleep } from '../base/sleep';
import { FalError } from '../fal/errors';
import { backoffMs } from './backoff';
import { canHeal } from './mending';

export interface PatienceOptions {
  /** Ends it all. */
  readonly signal: AbortSignal;
  /** 0 to 1; `Math.random` but in tests. */
  readonly random: () => number;
  /** Told before each wait, which ends early when the signal that it gives aborts. */
  readonly onWait: (untilMs: number, error: FalError) => AbortSignal;
}

/**
 * Asks again after whatever heals by itself, later each time.
 * @throws what does not heal, and when `signal` aborts.
 */
export async function askPatiently<T>(
  ask: () => Promise<T>,
  { signal, random, onWait }: PatienceOptions,
): Promise<T> {
  for (let failures = 1; ; failures++) {
    try {
      return await ask();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FalError) || !canHeal(error)) throw error;
      const wished = error.problem.kind === 'rateLimited' ? error.problem.retryAfterMs : undefined;
      const waitMs = backoffMs(failures, random(), wished);
      const wake = onWait(Date.now() + waitMs, error);
      await sleep(waitMs, AbortSignal.any([signal, wake]));
      signal.throwIfAborted();
    }
  }
}
