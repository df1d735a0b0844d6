const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before trying again, after `failures` failures in a row (1 or more): half a second to a second, then
 * doubled each time; half of it by chance, so that many tails do not all come back at once. fal's own wish
 * (`Retry-After`) is kept when it is longer.
 * @param random 0 to 1, as `Math.random` gives.
 */
export function backoffMs(failures: number, random: number, wishedMs = 0): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
  return Math.max(full / 2 + (full / 2) * random, wishedMs);
}
