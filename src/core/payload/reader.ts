/** For whom times and numbers are written; handed in, so that a test can fix it. */
export interface Reader {
  /** Epoch milliseconds. */
  readonly now: number;
  /** BCP 47. */
  readonly locale?: string;
  readonly timeZone?: string;
}
