/** Longer answers nobody waits for. */
const STATUS_WITHIN_MS = 10_000;

/** A host knows no HEAD, or the address is signed for GET alone. */
const ASKS_OTHERWISE = [403, 405, 501];

/**
 * The status of a file at its host, which the host must not lead elsewhere with. Asked without the key, and for its
 * first byte where HEAD tells nothing.
 */
export async function askMediaStatus(
  url: string,
  signal: AbortSignal,
  fetch = globalThis.fetch,
): Promise<number | undefined> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(STATUS_WITHIN_MS)]);
  const options = { redirect: 'manual', signal: within } as const;
  try {
    const { status } = await fetch(url, { ...options, method: 'HEAD' });
    if (!ASKS_OTHERWISE.includes(status)) return status;
    const response = await fetch(url, { ...options, headers: { Range: 'bytes=0-0' } });
    await response.body?.cancel();
    return response.status;
  } catch {
    // No network, no such host, too slow: all the same to who wants to see a picture.
    return undefined;
  }
}
