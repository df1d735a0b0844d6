/**
 * How long the thread was held up at a stretch. By the time that its processor spent on it where Node tells (from
 * version 24 on), so that other programs do not count; else by the clock.
 */
export function watchStretches(tell: (ms: number) => void): () => void {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => NodeJS.CpuUsage };
  const spentMs = (): number => {
    if (threadCpuUsage === undefined) return performance.now();
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  };
  let last = spentMs();
  const look = (): void => {
    const now = spentMs();
    tell(now - last);
    last = now;
  };
  const beat = setInterval(look, 1);
  beat.unref();
  return () => {
    look();
    clearInterval(beat);
  };
}
