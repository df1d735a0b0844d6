import type { Row, RowsWindow } from '../../src/core/payload/view';

/** As many rows are kept as make scrolling back cheap. */
const KEEP = 2000;

/** The rows that have come, by number. */
export class RowStore {
  total = 0;
  private rows = new Map<number, Row>();

  get(number: number): Row | undefined {
    return this.rows.get(number);
  }

  /**
   * Takes a window in. Opening or closing always changes the total, and moves rows: then all others are forgotten.
   * Answers come in the order asked, so the total that comes last is the true one. Tells whether rows moved.
   */
  take({ from, total, rows }: RowsWindow): boolean {
    const hasMoved = total !== this.total;
    if (hasMoved || this.rows.size > KEEP) this.rows = new Map();
    this.total = total;
    rows.forEach((row, index) => this.rows.set(from + index, row));
    return hasMoved;
  }

  forget(): void {
    this.rows = new Map();
  }

  /** The first of the rows `from` to `to` that has not come. */
  firstMissing(from: number, to: number): number | undefined {
    for (let number = from; number < Math.min(to, this.total); number += 1)
      if (!this.rows.has(number)) return number;
    return undefined;
  }
}
