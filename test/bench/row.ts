/**
 * The contract of `npm run bench`: every `test/bench/**\/*.bench.ts` exports a `Bench` by default. It measures ours and
 * a baseline in the same run, so that the ratio says the same on a slow machine and on a busy one.
 */
export type Bench = () => Promise<readonly BenchRow[]>;

export type BenchRow = Measured | Skipped;

export interface Measured {
  readonly name: string;
  /** Of `ours` and `baseline`: `lines/s`, `ms`, `MB`. */
  readonly unit: string;
  readonly ours: number;
  readonly baseline: number;
  /** None where the figure is for who reads it alone. */
  readonly bound?: Bound;
}

/** What could not be measured here; it fails nothing. */
export interface Skipped {
  readonly name: string;
  readonly skipped: string;
}

/** `ratio` is ours / baseline, `above` is ours - baseline. */
export type Bound =
  { readonly ratioAtLeast: number } | { readonly ratioAtMost: number } | { readonly aboveAtMost: number };

export const ratioOf = ({ ours, baseline }: Measured): number => ours / baseline;

export function isWithin(row: Measured): boolean {
  const { bound } = row;
  if (bound === undefined) return true;
  if ('ratioAtLeast' in bound) return ratioOf(row) >= bound.ratioAtLeast;
  if ('ratioAtMost' in bound) return ratioOf(row) <= bound.ratioAtMost;
  return row.ours - row.baseline <= bound.aboveAtMost;
}
