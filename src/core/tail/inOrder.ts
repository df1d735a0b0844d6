import { LateQueue } from './lateQueue';
import { compareMoments, type Moment } from './moment';
import type { LateEntry, Recorded } from './record';

/** What a session log holds, as it was when it was opened. Whoever opened it closes it. */
export interface SessionReading {
  /** In the order it came; late entries are marked. */
  all(): AsyncIterable<readonly Recorded[]>;
  late(): AsyncIterable<readonly LateEntry[]>;
  /** How many lines it no longer has, the first ones. */
  readonly gone: number;
  close(): Promise<void>;
}

/** Late entries are few as a rule; where they are not, they are read as often as this is too little for them. */
const MOST_HELD = 20_000;

/** All of a session in the server's order: late entries stand where they belong, and not where they came. */
export async function* inOrder(
  reading: SessionReading,
  mostHeld = MOST_HELD,
): AsyncGenerator<readonly Recorded[]> {
  let held = await hold(reading, undefined, mostHeld);
  for await (const batch of reading.all()) {
    const ordered: Recorded[] = [];
    for (const recorded of batch) {
      if (recorded.kind === 'entry') {
        if (recorded.isLate === true) continue;
        for (const { late } of held.queue.takeBefore(recorded.entry)) ordered.push(late);
        while (held.queue.isEmpty && held.last !== undefined) {
          held = await hold(reading, held.last, mostHeld);
          for (const { late } of held.queue.takeBefore(recorded.entry)) ordered.push(late);
        }
      }
      ordered.push(recorded);
    }
    yield ordered;
  }
  for (;;) {
    yield held.queue.takeRest().map(({ late }) => late);
    if (held.last === undefined) return;
    held = await hold(reading, held.last, mostHeld);
  }
}

interface Place extends Moment {
  /** Tells late entries of one moment apart. */
  readonly number: number;
}

interface Held {
  readonly queue: LateQueue<Place & { readonly late: LateEntry }>;
  /** Where it ends, if there are more. */
  readonly last: Place | undefined;
}

/** The first so many late entries after a place. */
async function hold(reading: SessionReading, after: Place | undefined, most: number): Promise<Held> {
  let kept: (Place & { readonly late: LateEntry })[] = [];
  let number = 0;
  let left = 0;
  const keepFirst = (): void => {
    left += Math.max(0, kept.length - most);
    kept = kept.sort(compare).slice(0, most);
  };
  for await (const batch of reading.late()) {
    for (const late of batch) {
      const { time, timestamp } = late.entry;
      const place = { time, timestamp, number: number++, late };
      if (after === undefined || compare(place, after) > 0) kept.push(place);
      if (kept.length >= 2 * most) keepFirst();
    }
  }
  keepFirst();
  return { queue: new LateQueue(kept), last: left > 0 ? kept.at(-1) : undefined };
}

const compare = (a: Place, b: Place): number => compareMoments(a, b) || a.number - b.number;
