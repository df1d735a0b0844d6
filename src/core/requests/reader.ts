import type { Times } from '../base/times';

/** For whom nodes are written; handed in, so that a test can fix it. */
export interface Reader {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly times: Times;
}
