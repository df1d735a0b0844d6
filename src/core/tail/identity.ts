import type { LogEntry } from '../fal/types';

/**
 * A timestamp without what can be written or left out: the zone, where it is UTC as fal means without one, and zeros
 * at its end.
 */
export function instantOf(timestamp: string): string {
  const bare = timestamp.replace(' ', 'T').replace(/(?:Z|\+00:?00)$/i, '');
  return bare.includes('.') ? bare.replace(/\.?0+$/, '') : bare;
}

/**
 * What makes two entries equal. fal gives them no id, and the same entry can come with its fields in another order,
 * its level in another case and its time in another form, from the stream and from history.
 */
export function identify({ timestamp, level, app, message, labels }: LogEntry): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify([instantOf(timestamp), level.toLowerCase(), app, message, sorted]);
}

/** How often each of some entries is there: two identical lines in one microsecond are two lines. */
export class Counts {
  private readonly counts = new Map<string, number>();
  private sum = 0;

  get total(): number {
    return this.sum;
  }

  add(identity: string): void {
    this.counts.set(identity, (this.counts.get(identity) ?? 0) + 1);
    this.sum++;
  }

  has(identity: string): boolean {
    return (this.counts.get(identity) ?? 0) > 0;
  }

  /** Takes one out; `false` when there is none. */
  take(identity: string): boolean {
    const count = this.counts.get(identity) ?? 0;
    if (count === 0) return false;
    this.counts.set(identity, count - 1);
    this.sum--;
    return true;
  }
}
