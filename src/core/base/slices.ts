/** Half of a frame at 30 Hz: short enough that typing and scrolling elsewhere in the extension host go on. */
const STRETCH_MS = 15;

/** Lets others run. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * Calls `step` until it says that it is done, and lets others run in between.
 * @throws the signal's reason when it is aborted before a stretch.
 */
export async function runInSlices(step: () => boolean, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  let began = performance.now();
  while (!step()) {
    if (performance.now() - began < STRETCH_MS) continue;
    await nextTurn();
    signal?.throwIfAborted();
    began = performance.now();
  }
}

/** Maps each item of a list that may be long. */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
  signal?: AbortSignal,
): Promise<R[]> {
  const mapped: R[] = [];
  const left = items.entries();
  const step = (): boolean => {
    const next = left.next();
    if (next.done === true) return true;
    const [index, item] = next.value;
    mapped.push(map(item, index));
    return false;
  };
  await runInSlices(step, signal);
  return mapped;
}
