import type { SentEntry } from '../fal/types';
import type { Known } from './expected';
import { fingerprintOf } from './fingerprint';
import { isAfter, type Moment } from './moment';

/** Of a longer stretch the last entries are known. */
export const MOST_KNOWN = 100_000;

/**
 * A stretch of time of which a connection may not have sent everything: from before it was there to the first entry
 * that was logged after it was. It knows what was shown of it, so that what history has can be held against that.
 */
export class Gap {
  /** The connection sent again what was before it; it may still have left something out. */
  isReplayed = false;
  /** All that history had of it was read. */
  wasRead = false;
  private readonly superseding = new AbortController();
  private from: number;
  private end: Moment | undefined;
  /** Of each shown entry, in two lists: they are many, and numbers are small. */
  private readonly times: number[] = [];
  private readonly prints: number[] = [];
  private tell: () => void = () => undefined;
  /** Resolves once its end is known. */
  readonly closed = new Promise<void>((resolve) => (this.tell = resolve));

  constructor(fromMs: number) {
    this.from = fromMs;
  }

  get fromMs(): number {
    return this.from;
  }

  /** Aborts once a later connection asks for all of it again. */
  get superseded(): AbortSignal {
    return this.superseding.signal;
  }

  /** The first entry after it; none as long as nothing came. */
  get firstLive(): Moment | undefined {
    return this.end;
  }

  /**
   * Up to which time it is held against history, epoch milliseconds; `undefined`: up to now, for what was missed may be
   * later than all that was shown, and nothing may ever come after it.
   */
  get untilMs(): number | undefined {
    return this.end?.time;
  }

  close(firstLive: Moment): void {
    this.end ??= firstLive;
    this.tell();
  }

  supersede(): void {
    this.superseding.abort();
  }

  /** The first entry after it counts among it: a twin of it may have been missed. Nothing is of it once superseded. */
  holds(entry: Moment): boolean {
    if (this.superseded.aborted) return false;
    return entry.time >= this.from && (this.end === undefined || !isAfter(entry, this.end));
  }

  /** Takes in an entry that is shown, now or before this began. */
  learn(known: Known): void {
    if (!this.holds(known)) return;
    this.times.push(known.time);
    this.prints.push(known.fingerprint);
    if (this.times.length >= 2 * MOST_KNOWN) this.forgetHalf();
  }

  /** Those of history's entries that were not shown, each as often as it lacks. */
  missingOf(history: readonly SentEntry[]): readonly SentEntry[] {
    const shown = new Map<number, number>();
    for (const print of this.prints) shown.set(print, (shown.get(print) ?? 0) + 1);
    return history.filter(({ entry }) => {
      if (!this.holds(entry)) return false;
      const print = fingerprintOf(entry);
      const left = shown.get(print) ?? 0;
      if (left > 0) shown.set(print, left - 1);
      return left === 0;
    });
  }

  /** What is forgotten cannot be held against history, so the stretch begins after it. */
  private forgetHalf(): void {
    this.prints.splice(0, MOST_KNOWN);
    for (const time of this.times.splice(0, MOST_KNOWN)) this.from = Math.max(this.from, time + 1);
  }
}
