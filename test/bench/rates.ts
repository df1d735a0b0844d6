/** Does its work once and says how many things it did. */
export type Contestant = () => Promise<number>;

/**
 * The median rate of each, things per second. They take turns, so that what slows the machine slows all of them; a
 * first round warms them up and does not count.
 */
export async function medianRates<Name extends string>(
  contestants: readonly (readonly [Name, Contestant])[],
  rounds: number,
): Promise<(name: Name) => number> {
  const rates = new Map<Name, number[]>(contestants.map(([name]) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of contestants) {
      const startedAt = performance.now();
      const count = await run();
      const seconds = (performance.now() - startedAt) / 1000;
      if (round > 0) rates.get(name)?.push(count / seconds);
    }
  }
  return (name) => median(rates.get(name) ?? []);
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
