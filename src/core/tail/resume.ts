import type { LogEntry } from '../fal/types';

/** How far a resumed stream reaches back before the last time seen: entries may arrive slightly out of order. */
export const OVERLAP_MS = 2_000;

/**
 * Where a tail goes on after a break, and which of the entries that then come again were shown before.
 * Equal entries are counted rather than kept in a set: two identical lines in one microsecond are two lines.
 */
export class ResumePoint {
  private recent: { readonly time: number; readonly identity: string }[] = [];
  private latest: number | undefined;
  /** How often each entry may still come again on this connection. */
  private expected = new Map<string, number>();

  constructor(private readonly begin: number) {}

  /** Call when a connection is about to be opened; the answer is the `start` to ask for, epoch milliseconds. */
  reopen(): number {
    this.expected = new Map();
    if (this.latest === undefined) return this.begin;
    this.forgetBefore(this.latest - OVERLAP_MS);
    for (const { identity } of this.recent) {
      this.expected.set(identity, (this.expected.get(identity) ?? 0) + 1);
    }
    return Math.max(this.begin, this.latest - OVERLAP_MS);
  }

  /** Whether the entry is to be shown; `false` when it is one that was shown before the break. */
  accept(entry: LogEntry): boolean {
    const identity = identify(entry);
    const again = this.expected.get(identity) ?? 0;
    if (again > 0) {
      this.expected.set(identity, again - 1);
      return false;
    }
    this.recent.push({ time: entry.time, identity });
    if (this.latest === undefined || entry.time > this.latest) this.latest = entry.time;
    // Trimmed now and then rather than with each entry.
    if (this.recent.length % 4_096 === 0) this.forgetBefore(this.latest - OVERLAP_MS);
    return true;
  }

  private forgetBefore(time: number): void {
    this.recent = this.recent.filter((entry) => entry.time >= time);
  }
}

/** The same entry can come with its fields in another order, from the stream and from history. */
function identify({ timestamp, level, app, message, labels }: LogEntry): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([timestamp, level.toLowerCase(), app, message, sorted]);
}
