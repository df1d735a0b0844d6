/** As in VS Code's lists. */
export const ROW_HEIGHT_PX = 22;

/** Chromium lays nothing out beyond some 33 million pixels. */
const MAX_HEIGHT_PX = 30_000_000;

/**
 * Where rows stand in a scroller whose height has an end: one pixel for one pixel for up to a million rows, and in
 * proportion beyond.
 */
export class Scale {
  readonly heightPx: number;
  private readonly topRows: number;
  private readonly topPx: number;

  constructor(total: number, viewPx: number) {
    const wholePx = total * ROW_HEIGHT_PX;
    this.heightPx = Math.min(wholePx, MAX_HEIGHT_PX);
    this.topPx = Math.max(1, this.heightPx - viewPx);
    this.topRows = Math.max(0, wholePx - viewPx) / ROW_HEIGHT_PX;
  }

  /** The row at the top of the view, with its hidden part as a fraction. */
  rowAt(scrollPx: number): number {
    return Math.min(1, scrollPx / this.topPx) * this.topRows;
  }

  /** How far to scroll so that `row` is at the top of the view. */
  scrollTo(row: number): number {
    return this.topRows === 0 ? 0 : (Math.min(row, this.topRows) / this.topRows) * this.topPx;
  }

  /** Where `row` stands while the view is scrolled so far. */
  topOf(row: number, scrollPx: number): number {
    return scrollPx + (row - this.rowAt(scrollPx)) * ROW_HEIGHT_PX;
  }
}
