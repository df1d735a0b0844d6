import { FalError } from '../../../src/core/fal/errors';
import { readEntry } from '../../../src/core/fal/entry';
import type { FalClient, LogEntry, LogQuery, SentEntry, StreamItem } from '../../../src/core/fal/types';

/** What a stream sends first: all since `start`, two entries more, two fewer, or none. */
export type Replay = 'all' | 'repeats' | 'gaps' | 'none';
export type Ending = 'clean' | 'reset';

/** fal's logs in memory, by the clock that the test has faked: for more runs than a server would stand. */
export class SimulatedFal {
  readonly log: LogEntry[] = [];
  replay: Replay = 'all';
  /** Entries younger than this are not in history yet. */
  historyLagMs = 0;
  refusesFor = 0;
  streamsOpened = 0;
  historyAsked = 0;
  private readonly streams = new Set<{
    push(items: readonly StreamItem[]): void;
    end(ending: Ending): void;
  }>();

  readonly client: Pick<FalClient, 'streamLogs' | 'logHistory'> = {
    streamLogs: (query, signal) => this.stream(query, signal),
    logHistory: (query) => Promise.resolve(this.history(query)),
  };

  /** An entry at this moment, twice if so wished. */
  emit(message: string, isTwin = false): void {
    const timestamp = `${new Date().toISOString().slice(0, -1)}000`;
    const entry = readEntry({ timestamp, level: 'INFO', message, app: 'a', revision: '', labels: {} });
    if (entry === undefined) throw new Error('The simulated fal wrote no entry.');
    for (let count = isTwin ? 2 : 1; count > 0; count--) {
      this.log.push(entry);
      for (const stream of this.streams) stream.push([toItem(entry)]);
    }
  }

  breakStreams(ending: Ending): void {
    for (const stream of [...this.streams]) stream.end(ending);
  }

  private async *stream(query: LogQuery, signal: AbortSignal): AsyncGenerator<readonly StreamItem[]> {
    if (this.refusesFor > 0) {
      this.refusesFor--;
      throw new FalError({ kind: 'unreachable', what: '503', status: 503 });
    }
    this.streamsOpened++;
    const waiting: (readonly StreamItem[])[] = [[{ kind: 'open' }], this.replayed(query).map(toItem)];
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
    signal.addEventListener('abort', () => stream.end('abort'));
    for (;;) {
      for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) yield batch;
      if (ending === 'clean') return;
      if (ending === 'reset') throw new FalError({ kind: 'unreachable', what: 'reset' });
      if (ending === 'abort' || signal.aborted) throw new DOMException('stopped', 'AbortError');
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  private replayed({ start }: LogQuery): LogEntry[] {
    if (this.replay === 'none') return [];
    const since = Date.parse(start ?? '');
    const found = this.log.findIndex(({ time }) => time >= since);
    const first = found < 0 ? this.log.length : found;
    const shift = this.replay === 'repeats' ? -2 : this.replay === 'gaps' && this.streamsOpened > 1 ? 2 : 0;
    return this.log.slice(Math.max(0, first + shift));
  }

  private history({ start, end, limit = 100, cursor }: Parameters<FalClient['logHistory']>[0]) {
    this.historyAsked++;
    const [since, until] = [
      Date.parse(start ?? ''),
      Math.min(Date.parse(end ?? '9999-01-01'), Date.parse(cursor ?? '9999-01-01')),
    ];
    const known = Date.now() - this.historyLagMs;
    const found = this.log.filter(
      ({ time }) => time >= since && time < until && (this.historyLagMs === 0 || time <= known),
    );
    const items = found.slice(-limit).reverse();
    const last = items.at(-1);
    return { items: items.map(toItem), nextCursor: found.length > limit ? last?.timestamp : undefined };
  }
}

const toItem = (entry: LogEntry): SentEntry => ({ kind: 'entry', entry, json: JSON.stringify(entry) });
