import type { LogEntry, SentEntry } from '../fal/types';
import { Expected, identifyKnown, toKnown, type Known } from './expected';
import { isInGap, type Gap } from './gap';
import { Counts } from './identity';

/** How far a resumed stream reaches back before the last time seen: entries may arrive slightly out of order. */
export const STREAM_OVERLAP_MS = 2_000;
/** The same for history that is polled: it may take in entries some seconds late. */
export const POLL_OVERLAP_MS = 15_000;
/**
 * Entries kept to be known again, however old: a server may also repeat some from before the `start` asked for. In a
 * flood they span less than the overlap, which then shrinks with them.
 */
const MOST_KEPT = 4_000;
/** So many of them lie before that `start` even in a flood. */
const KEPT_BEFORE_START = 500;

/**
 * Where a tail goes on after a break, and which of the entries that then come were shown before. They are recognised
 * by counting equal entries.
 */
export class ResumePoint {
  private shown: Known[] = [];
  private trimAt = 2 * MOST_KEPT;
  private latest = -Infinity;
  /** The latest time among the entries that are no longer kept: none so old can be known again. */
  private forgotten = -Infinity;
  /** What may come again since fal was last asked, and the time after which nothing can. */
  private expected = new Expected();
  private expectedUntil = -Infinity;
  private readonly gaps = new Set<Gap>();

  /** @param begin where the tail begins, epoch milliseconds. */
  constructor(private readonly begin: number) {}

  /** Call when fal is about to be asked once more; the answer is the `start` to ask for, epoch milliseconds. */
  reopen(overlapMs = STREAM_OVERLAP_MS): number {
    this.trim();
    this.expected = new Expected();
    for (const known of this.shown) this.expected.add(known);
    this.expectedUntil = this.latest;
    return Math.max(this.begin, Math.min(this.latest, Math.max(this.latest - overlapMs, this.knownSince())));
  }

  isReplay(entry: LogEntry): boolean {
    return this.mayBeReplay(entry) && this.expected.has(entry);
  }

  /** Takes entries in, without those that come again; `late` ones belong among those that were shown before. */
  sort(sent: readonly SentEntry[]): { readonly late: SentEntry[]; readonly next: SentEntry[] } {
    const late: SentEntry[] = [];
    const next: SentEntry[] = [];
    for (const each of sent) {
      const { entry } = each;
      if (this.mayBeReplay(entry) && this.expected.take(entry)) continue;
      this.remember(each);
      (entry.time < this.expectedUntil ? late : next).push(each);
    }
    return { late, next };
  }

  /** Says that entries which history gave may come once more: from the stream, where they were under way. */
  expectAgain(sent: readonly SentEntry[]): void {
    for (const each of sent) {
      this.expected.add(toKnown(each));
      this.expectedUntil = Math.max(this.expectedUntil, each.entry.time);
    }
  }

  /** Takes in an entry that is shown on other grounds. */
  remember(sent: SentEntry): void {
    const known = toKnown(sent);
    this.shown.push(known);
    if (known.time > this.latest) this.latest = known.time;
    // Trimmed now and then rather than with each entry.
    if (this.shown.length >= this.trimAt) this.trim();
  }

  /** Keeps what is shown of a gap until it is settled. */
  watch(gap: Gap): void {
    this.gaps.add(gap);
  }

  settle(gap: Gap): void {
    this.gaps.delete(gap);
  }

  /** How often each entry of a watched gap was shown. */
  shownIn(gap: Gap): Counts {
    const counts = new Counts();
    for (const known of this.shown) if (isInGap(gap, known)) counts.add(identifyKnown(known));
    return counts;
  }

  /** Nearly every line of a tail is later than all that could come again. */
  private mayBeReplay(entry: LogEntry): boolean {
    return entry.time <= this.expectedUntil && this.expected.total > 0;
  }

  private knownSince(): number {
    if (this.forgotten === -Infinity) return -Infinity;
    const spare = this.shown[Math.min(KEPT_BEFORE_START, this.shown.length >> 1)];
    return Math.max(this.forgotten + 1, spare?.time ?? -Infinity);
  }

  /** Never drops an entry of the latest instant: the next `start` must not be after it. */
  private trim(): void {
    const surplus = this.shown.length - MOST_KEPT;
    const gaps = [...this.gaps];
    const mayGo = (entry: Known, index: number): boolean => index < surplus && entry.time < this.latest;
    this.shown = this.shown.filter((entry, index) => {
      if (!mayGo(entry, index) || gaps.some((gap) => isInGap(gap, entry))) return true;
      this.forgotten = Math.max(this.forgotten, entry.time);
      return false;
    });
    // What a gap holds on to must not make every entry trim.
    this.trimAt = 2 * Math.max(MOST_KEPT, this.shown.length);
  }
}
