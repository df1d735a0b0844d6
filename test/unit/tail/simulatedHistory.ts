import { FalError, type FalProblem } from '../../../src/core/fal/errors';
import type { FalClient, LogEntry, SentEntry } from '../../../src/core/fal/types';
import { sentAt } from './logText';

/** fal's history of some entries: newest first, a page at a time. */
export class SimulatedHistory {
  /** How each question is answered in its turn; well where there is none. */
  readonly problems: (FalProblem | undefined)[] = [];
  /** Beside each of its pages there is something that is no entry. */
  unreadable: FalError | undefined;
  asked = 0;
  /** How many entries were sent in all. */
  answered = 0;

  /** @param entries in order. */
  constructor(
    private readonly entries: readonly SentEntry[],
    private readonly cursor: 'exclusive' | 'inclusive' = 'exclusive',
  ) {}

  readonly logHistory: FalClient['logHistory'] = async ({ start, end, cursor, limit = 100 }, signal) => {
    this.asked++;
    await Promise.resolve();
    signal?.throwIfAborted();
    const problem = this.problems.shift();
    if (problem !== undefined) throw new FalError(problem);
    const from = this.firstThat(({ time }) => time >= Date.parse(start ?? ''));
    const until = Math.min(
      this.firstThat(({ time }) => time >= Date.parse(end ?? '')),
      this.firstThat(({ timestamp }) => this.isPast(timestamp, cursor)),
    );
    const items = this.entries.slice(Math.max(from, until - limit), until).reverse();
    this.answered += items.length;
    const last = items.at(-1);
    return {
      items,
      ...(until - from > limit && last ? { nextCursor: last.entry.timestamp } : {}),
      ...(this.unreadable === undefined ? {} : { unreadable: this.unreadable }),
    };
  };

  private isPast(timestamp: string, cursor: string | undefined): boolean {
    if (cursor === undefined) return false;
    return this.cursor === 'inclusive' ? timestamp > cursor : timestamp >= cursor;
  }

  private firstThat(is: (entry: LogEntry) => boolean): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const sent = this.entries[middle];
      if (sent !== undefined && is(sent.entry)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** One entry at each of these times, with microseconds that tell them apart. */
export function entriesAt(times: readonly number[]): SentEntry[] {
  let before = -1;
  let count = 0;
  return times.map((time, index) => {
    count = time === before ? count + 1 : 0;
    before = time;
    const timestamp = `${new Date(time).toISOString().slice(0, -1)}${String(count).padStart(6, '0')}`;
    return sentAt(time, `entry ${index}`, { timestamp });
  });
}
