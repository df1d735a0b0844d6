/** Runs `tasks` with at most `width` of them under way. */
export async function runAll(width: number, tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const rest = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = rest.shift(); task !== undefined; task = rest.shift()) await task();
  };
  await Promise.all(Array.from({ length: Math.min(width, tasks.length) }, work));
}
