const TIMES = Number(process.env.RUNS_TIMES ?? 1);

/**
 * How often a property is tried: `few` times in the unit tests, all of which have two seconds. A rare failure takes
 * thousands, for which the coverage has the time: `RUNS_TIMES` says how many times as many.
 */
export const runs = (few: number): number => few * TIMES;
