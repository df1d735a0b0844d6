import { readEntry } from '../fal/entry';
import type { LogEntry, SentEntry } from '../fal/types';
import { fingerprintOf, printOf } from './fingerprint';
import { Counts, identify, instantOf } from './identity';

/** Thousands of entries are kept to be known again, and lines may have any length: of more than this a digest is kept. */
const MOST_KEPT_CHARACTERS = 2_000;

/** A shown entry, as much of it as tells it again. */
export interface Known {
  readonly time: number;
  readonly timestamp: string;
  /** As it came, where that is short: read ones weigh several times as much, and few are ever looked for. */
  readonly json: string | undefined;
  /** What `identityOf` gives, of one that is long. */
  readonly identity: string | undefined;
  readonly fingerprint: number;
}

export function toKnown({ entry, json }: SentEntry): Known {
  const { time, timestamp } = entry;
  const isLong = json.length > MOST_KEPT_CHARACTERS;
  return {
    time,
    timestamp,
    json: isLong ? undefined : json,
    identity: isLong ? identityOf(entry) : undefined,
    fingerprint: fingerprintOf(entry),
  };
}

export function identifyKnown({ json = '', identity }: Pick<Known, 'json' | 'identity'>): string {
  if (identity !== undefined) return identity;
  const entry = readEntry(JSON.parse(json));
  return entry === undefined ? json : identityOf(entry);
}

function identityOf(entry: LogEntry): string {
  const identity = identify(entry);
  return identity.length > MOST_KEPT_CHARACTERS ? `${identity.length} ${printOf(identity)}` : identity;
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
    return this.countsAt(entry.timestamp)?.has(identityOf(entry)) ?? false;
  }

  /** Takes one out; `false` when there is none. */
  take(entry: LogEntry): boolean {
    const isThere = this.countsAt(entry.timestamp)?.take(identityOf(entry)) ?? false;
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
