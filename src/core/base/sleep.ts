/** Timers hold 31 bits: a longer wait would be none at all. Three weeks. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits; wakes early, without an error, when `signal` aborts. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const wake = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, Math.min(ms, LONGEST_MS));
    signal.addEventListener('abort', wake);
  });
}
