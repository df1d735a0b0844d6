import type { LogEntry, SentEntry } from '../fal/types';
import { Expected, toKnown, type Known } from './expected';
import { Gap } from './gap';
import { isAfter, type Moment } from './moment';

/** How far a resumed stream or a poll reaches back before the last time seen: entries may arrive out of order. */
export const OVERLAP_MS = 15_000;
/**
 * Entries kept to be known again, however old: a server may also repeat some from before the `start` asked for. In a
 * flood they span less than the overlap, which then shrinks with them.
 */
const MOST_KEPT = 4_000;
/** So many of them lie before that `start` even in a flood. */
const KEPT_BEFORE_START = 500;
/** An entry so much later than fal's clock is ahead, as that of a runner may be; fal tells its own to the second. */
const AHEAD_MS = 2_000;
/** So many of them in a row: it is the clock that is wrong. With fewer all are known again, however early the start. */
const MOST_AHEAD = MOST_KEPT;

/** Of what is ahead all comes again with each break; this much is known again, for memory has an end. */
const MOST_AHEAD_KEPT = 20_000;

/** Each gap that is open costs with every line. A stream that breaks so often within a minute is trusted to replay. */
const MOST_GAPS = 16;

const NEVER: Moment = { time: -Infinity, timestamp: '' };

/**
 * Where a tail goes on after a break, and which of the entries that then come were shown before. They are recognised
 * by counting equal entries.
 */
export class ResumePoint {
  private shown: Known[] = [];
  private trimAt = 2 * MOST_KEPT;
  private latest = NEVER;
  /** The latest that was not ahead when it came. */
  private latestInTime = NEVER;
  /** The latest time among the entries that are no longer kept: none so old can be known again. */
  private forgotten = -Infinity;
  /** What may come again since fal was last asked, and the time after which nothing can. */
  private expected = new Expected();
  private expectedUntil = -Infinity;
  /** What is older than this belongs before something that was shown. */
  private lateBefore = NEVER;
  /** When entries last came, by our clock, epoch milliseconds. */
  private receivedAt = Date.now();
  /** fal's clock less ours, milliseconds; taken for the same until fal tells. */
  private clockAhead: number | undefined;
  private aheadInRow = 0;
  private readonly gaps = new Set<Gap>();

  /** @param begin where the tail begins, epoch milliseconds. */
  constructor(private readonly begin: number) {}

  /** Call when fal is about to be asked once more; the answer is the `start` to ask for, epoch milliseconds. */
  reopen(): number {
    this.trim();
    this.expected = new Expected();
    this.expectedUntil = -Infinity;
    for (const known of this.shown) this.expect(known);
    this.lateBefore = this.latestInOrder();
    const { time } = this.latestAt(this.receivedAt);
    return Math.max(this.begin, Math.min(time, Math.max(time - OVERLAP_MS, this.knownSince())));
  }

  isReplay(entry: LogEntry): boolean {
    return this.mayBeReplay(entry) && this.expected.has(entry);
  }

  /** Takes entries in, without those that come again; `late` ones belong among those that were shown before. */
  sort(sent: readonly SentEntry[]): { readonly late: SentEntry[]; readonly next: SentEntry[] } {
    const late: SentEntry[] = [];
    const next: SentEntry[] = [];
    this.receivedAt = Date.now();
    const mostByClock = this.mostByClock(this.receivedAt);
    for (const each of sent) {
      const { entry } = each;
      this.aheadInRow = entry.time > mostByClock ? this.aheadInRow + 1 : 0;
      if (this.mayBeReplay(entry) && this.expected.take(entry)) continue;
      this.remember(each, mostByClock);
      (isAfter(this.lateBefore, entry) ? late : next).push(each);
    }
    return { late, next };
  }

  /** Says that entries which history gave may come once more: from the stream, where they were under way. */
  expectAgain(sent: readonly SentEntry[]): void {
    const aheadFrom = this.aheadAt(Date.now());
    for (const each of sent) {
      this.expect(toKnown(each));
      const { entry } = each;
      if (isAfter(entry, this.lateBefore) && entry.time <= aheadFrom) this.lateBefore = entry;
    }
  }

  /** Takes in an entry that is shown on other grounds. */
  remember(sent: SentEntry, mostByClock = this.mostByClock(Date.now())): void {
    const known = toKnown(sent);
    this.shown.push(known);
    for (const gap of this.gaps) gap.learn(known);
    if (isAfter(known, this.latest)) this.latest = known;
    if (known.time <= mostByClock && isAfter(known, this.latestInTime)) this.latestInTime = known;
    // Trimmed now and then rather than with each entry.
    if (this.shown.length >= this.trimAt) this.trim();
  }

  /** @param now by fal's clock, epoch milliseconds. */
  setClock(now: number): void {
    this.clockAhead = now - Date.now();
  }

  /** From here on what is shown since `fromMs` is known to the gap, until that is settled. */
  openGap(fromMs: number): Gap {
    const gap = new Gap(fromMs);
    const oldest = [...this.gaps].find(({ isReplayed }) => isReplayed);
    if (this.gaps.size >= MOST_GAPS && oldest !== undefined) {
      oldest.supersede();
      this.settle(oldest);
    }
    for (const known of this.shown) gap.learn(known);
    this.gaps.add(gap);
    return gap;
  }

  /** What was asked for before is asked for no longer; all since `start` is. */
  closeGaps(start: number): void {
    for (const gap of this.gaps) {
      if (gap.firstLive !== undefined) continue;
      if (gap.fromMs >= start) gap.supersede();
      else gap.close(this.latestAt(Date.now()));
    }
  }

  settle(gap: Gap): void {
    this.gaps.delete(gap);
  }

  private expect(known: Known): void {
    this.expected.add(known);
    this.expectedUntil = Math.max(this.expectedUntil, known.time);
  }

  /** Nearly every line of a tail is later than all that could come again. */
  private mayBeReplay(entry: LogEntry): boolean {
    return entry.time <= this.expectedUntil && this.expected.total > 0;
  }

  /** What fal's clock lets an entry have that comes now, were the clock right. */
  private mostByClock(now: number): number {
    return now + (this.clockAhead ?? 0) + AHEAD_MS;
  }

  /** The time from which on what comes now is ahead. */
  private aheadAt(now: number): number {
    return this.isClockWrong ? Infinity : this.mostByClock(now);
  }

  private get isClockWrong(): boolean {
    return this.aheadInRow >= MOST_AHEAD;
  }

  /** The latest moment, but none that was ahead then: that tells nothing of the time before it. */
  private latestAt(now: number): Moment {
    const aheadFrom = this.aheadAt(now);
    return this.latest.time > aheadFrom ? { time: aheadFrom } : this.latest;
  }

  /** What is ahead lets others come after it, where fal tells the time by which it is. */
  private latestInOrder(): Moment {
    if (this.clockAhead === undefined) return this.latestAt(Date.now());
    return this.isClockWrong || this.latestInTime === NEVER ? this.latest : this.latestInTime;
  }

  private knownSince(): number {
    if (this.forgotten === -Infinity) return -Infinity;
    const spare = this.shown[Math.min(KEPT_BEFORE_START, this.shown.length >> 1)];
    return Math.max(this.forgotten + 1, spare?.time ?? -Infinity);
  }

  /** Never drops an entry of the latest instant, nor one ahead of it before many are: `start` is not after them. */
  private trim(): void {
    const surplus = this.shown.length - MOST_KEPT;
    const { time } = this.latestAt(this.receivedAt);
    let ahead = this.shown.filter((entry) => entry.time > time).length;
    this.shown = this.shown.filter((entry, index) => {
      if (entry.time > time && ahead-- > MOST_AHEAD_KEPT) return false;
      if (index >= surplus || entry.time >= time) return true;
      this.forgotten = Math.max(this.forgotten, entry.time);
      return false;
    });
    // Thousands of one instant must not make every entry trim.
    this.trimAt = 2 * Math.max(MOST_KEPT, this.shown.length);
  }
}
