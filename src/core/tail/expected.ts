import { readEntry } from '../fal/entry';
import type { LogEntry, SentEntry } from '../fal/types';
import { fingerprintOf } from './fingerprint';
import { Counts, identify, instantOf } from './identity';

/** A shown entry, as much of it as tells it again: thousands are kept, and read ones weigh several times their JSON. */
export interface Known {
  readonly time: number;
  readonly timestamp: string;
  readonly json: string;
  readonly fingerprint: number;
}

export const toKnown = ({ entry, json }: SentEntry): Known => ({
  time: entry.time,
  timestamp: entry.timestamp,
  json,
  fingerprint: fingerprintOf(entry),
});

export function identifyKnown({ json }: Pick<Known, 'json'>): string {
  const entry = readEntry(JSON.parse(json));
  return entry === undefined ? json : identify(entry);
}

/** Entries of one instant: those added since somebody asked are not counted yet. */
interface Instant {
  uncounted: Known[];
  readonly counts: Counts;
}

/**
 * Entries that may come once more, each as often as it was added. Identities are dear, so they are made for those
 * alone whose instant does come again.
 */
export class Expected {
  private readonly instants = new Map<string, Instant>();
  private sum = 0;

  get total(): number {
    return this.sum;
  }

  add(known: Known): void {
    const key = instantOf(known.timestamp);
    const instant = this.instants.get(key);
    if (instant === undefined) this.instants.set(key, { uncounted: [known], counts: new Counts() });
    else instant.uncounted.push(known);
    this.sum++;
  }

  has(entry: LogEntry): boolean {
    return this.countsAt(entry.timestamp)?.has(identify(entry)) ?? false;
  }

  /** Takes one out; `false` when there is none. */
  take(entry: LogEntry): boolean {
    const isThere = this.countsAt(entry.timestamp)?.take(identify(entry)) ?? false;
    if (isThere) this.sum--;
    return isThere;
  }

  private countsAt(timestamp: string): Counts | undefined {
    const instant = this.instants.get(instantOf(timestamp));
    if (instant === undefined) return undefined;
    for (const known of instant.uncounted) instant.counts.add(identifyKnown(known));
    instant.uncounted = [];
    return instant.counts;
  }
}
