/** What `promise` comes to; once the signal aborts, its reason is thrown and nobody waits any longer. */
export async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let withdraw = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    withdraw = () => reject(signal.reason as Error);
    if (signal.aborted) withdraw();
    signal.addEventListener('abort', withdraw);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', withdraw);
  }
}
