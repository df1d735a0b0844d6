import { FalError } from '../../../src/core/fal/errors';
import { readEntry } from '../../../src/core/fal/entry';
import type { FalClient, LogEntry, LogQuery, Page, SentEntry, StreamItem } from '../../../src/core/fal/types';

/**
 * What a stream sends first: all since `start`, two entries more, two fewer, what history has taken in by then, or
 * none.
 */
export const REPLAYS = ['all', 'repeats', 'gaps', 'taken in', 'none'] as const;
export type Replay = (typeof REPLAYS)[number];
export type Ending = 'clean' | 'reset';

export interface FalWays {
  /** fal's clock less ours, milliseconds. */
  readonly skewMs: number;
  /** Its answers say what time it is. */
  readonly tellsTime: boolean;
  readonly pageEntries: number;
  /** fal's cursor has milliseconds only. */
  readonly cutsCursor: boolean;
}

interface Logged {
  readonly entry: LogEntry;
  /** When history has it, epoch milliseconds by our clock. */
  readonly knownAt: number;
}

const GOOD: FalWays = { skewMs: 0, tellsTime: true, pageEntries: 1_000, cutsCursor: false };
const unreachable = (status: number) => new FalError({ kind: 'unreachable', what: String(status), status });

/** fal's logs in memory, by the clock that the test has faked: for more runs than a server would stand. */
export class SimulatedFal {
  replay: Replay = 'all';
  /** History takes in so much later what is logged from now on. */
  historyLagMs = 0;
  refusesFor = 0;
  historyRefusesFor = 0;
  streamsOpened = 0;
  private readonly logged: Logged[] = [];
  private lastMicros = 0;
  private readonly streams = new Set<{
    push(items: readonly StreamItem[]): void;
    end(ending: Ending): void;
  }>();

  readonly client: Pick<FalClient, 'streamLogs' | 'logHistory'> = {
    streamLogs: (query, signal) => this.stream(query, signal),
    logHistory: (query) => this.history(query),
  };

  constructor(private readonly ways: FalWays = GOOD) {}

  /** In the order that history has. */
  get log(): readonly LogEntry[] {
    return this.logged.map(({ entry }) => entry);
  }

  /** An entry of this moment, or of one that was `agoMs` before; twice if so wished. */
  emit(message: string, { isTwin = false, agoMs = 0 } = {}): void {
    const micros = (Date.now() + this.ways.skewMs - agoMs) * 1000;
    if (agoMs === 0) this.lastMicros = Math.max(micros, this.lastMicros + 1);
    const at = agoMs === 0 ? this.lastMicros : micros;
    const timestamp = `${new Date(Math.floor(at / 1000)).toISOString().slice(0, -1)}${String(at % 1000).padStart(3, '0')}`;
    const entry = readEntry({ timestamp, level: 'INFO', message, app: 'a', revision: '', labels: {} });
    if (entry === undefined) throw new Error('The simulated fal wrote no entry.');
    for (let count = isTwin ? 2 : 1; count > 0; count--) {
      const place = this.logged.findLastIndex((other) => other.entry.timestamp <= timestamp) + 1;
      this.logged.splice(place, 0, { entry, knownAt: Date.now() + this.historyLagMs });
      for (const stream of this.streams) stream.push([toItem(entry)]);
    }
  }

  breakStreams(ending: Ending): void {
    for (const stream of [...this.streams]) stream.end(ending);
  }

  private async *stream(query: LogQuery, signal: AbortSignal): AsyncGenerator<readonly StreamItem[]> {
    if (this.refusesFor > 0) {
      this.refusesFor--;
      throw unreachable(503);
    }
    this.streamsOpened++;
    const now = Date.now() + this.ways.skewMs;
    const open = { kind: 'open' as const, ...(this.ways.tellsTime ? { at: now - (now % 1000) } : {}) };
    const waiting: (readonly StreamItem[])[] = [[open], this.replayed(query).map(toItem)];
    let ending: Ending | 'abort' | undefined;
    let wake = (): void => undefined;
    const stream = {
      push: (items: readonly StreamItem[]) => {
        waiting.push(items);
        wake();
      },
      end: (how: Ending | 'abort') => {
        ending = how;
        this.streams.delete(stream);
        wake();
      },
    };
    this.streams.add(stream);
    const abort = () => stream.end('abort');
    signal.addEventListener('abort', abort);
    try {
      for (;;) {
        for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) yield batch;
        if (ending === 'clean') return;
        if (ending === 'reset') throw new FalError({ kind: 'unreachable', what: 'reset' });
        if (ending === 'abort' || signal.aborted) throw new DOMException('stopped', 'AbortError');
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      // Node keeps a signal that is heard, and all that hears it, until it aborts.
      signal.removeEventListener('abort', abort);
    }
  }

  private replayed({ start }: LogQuery): LogEntry[] {
    if (this.replay === 'none') return [];
    const since = Date.parse(start ?? '');
    const has = this.replay === 'taken in' ? this.takenIn() : this.log;
    const found = has.findIndex(({ time }) => time >= since);
    const first = found < 0 ? has.length : found;
    const shift = this.replay === 'repeats' ? -2 : this.replay === 'gaps' && this.streamsOpened > 1 ? 2 : 0;
    return has.slice(Math.max(0, first + shift));
  }

  private takenIn(): LogEntry[] {
    return this.logged.filter(({ knownAt }) => knownAt <= Date.now()).map(({ entry }) => entry);
  }

  private history({
    start,
    end,
    cursor,
    limit = 100,
  }: Parameters<FalClient['logHistory']>[0]): Promise<Page<SentEntry>> {
    if (this.historyRefusesFor > 0) {
      this.historyRefusesFor--;
      return Promise.reject(unreachable(503));
    }
    const until = Math.min(...[end, cursor].map((text) => Date.parse(text ?? '9999-01-01')));
    const found = this.takenIn().filter(({ time }) => time >= Date.parse(start ?? '') && time < until);
    const items = found.slice(-Math.min(limit, this.ways.pageEntries)).reverse();
    const last = items.at(-1);
    const nextCursor = this.ways.cutsCursor && last ? new Date(last.time).toISOString() : last?.timestamp;
    const hasMore = found.length > items.length && nextCursor !== undefined;
    return Promise.resolve({ items: items.map(toItem), ...(hasMore ? { nextCursor } : {}) });
  }
}

const toItem = (entry: LogEntry): SentEntry => ({ kind: 'entry', entry, json: JSON.stringify(entry) });
