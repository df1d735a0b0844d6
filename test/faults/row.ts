/** A line of the table: what was injected, and what became of the lines or rows meanwhile. */
export interface FaultRow {
  readonly fault: string;
  readonly injected: number;
  readonly expected: number;
  readonly seen: number;
  readonly lost: number;
  /** Seen once too often. */
  readonly repeated: number;
  /** Out of order, or what else failed; empty when nothing did. */
  readonly trouble: string;
}

export const HEADS = ['fault', 'injected', 'expected', 'seen', 'lost', 'repeated', ''];

export const isFigure = (column: number): boolean => column >= 1 && column <= 5;

export const isGood = ({ lost, repeated, trouble }: FaultRow): boolean =>
  lost === 0 && repeated === 0 && trouble === '';

export const toCells = (row: FaultRow): string[] => [
  row.fault,
  ...[row.injected, row.expected, row.seen, row.lost, row.repeated].map((figure) =>
    figure.toLocaleString('en'),
  ),
  isGood(row) ? '✔' : `✘ ${row.trouble}`,
];
