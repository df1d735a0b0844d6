import * as vscode from 'vscode';
import { ArgumentError } from '../../core/base/argumentError';
import { Emitter, type Disposable, type Event } from '../../core/base/events';
import { FalError } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import { describeFilter, type LogFilter } from '../../core/tail/filter';
import { readRange } from '../../core/tail/range';
import { Tail, type TailState } from '../../core/tail/tail';
import { parseMoment } from '../../core/tail/timeSpan';
import { TailChannel } from './tailChannel';

export interface TailsOptions {
  readonly client: Pick<FalClient, 'streamLogs' | 'logHistory'>;
  /** The setting `fal.tail.backlog`. */
  readonly backlog: () => string;
  readonly maxLines: () => number;
  /** Told of a tail that ended on an error, and only then. */
  readonly onProblem: (error: FalError, retry: () => unknown) => void;
}

export interface OpenTail {
  readonly id: string;
  readonly filter: LogFilter;
  readonly channel: TailChannel;
  readonly state: TailState;
}

/** What `fal.tailLogs` resolves to. */
export interface StartedTail {
  readonly id: string;
  /** The output channel's name. */
  readonly channel: string;
}

interface Entry {
  readonly id: string;
  readonly filter: LogFilter;
  readonly channel: TailChannel;
  readonly tail: { readonly state: TailState; stop(): void };
}

const DEFAULT_BACKLOG_MS = 5 * 60_000;

/** Every tail of this window, running or ended; each has its own channel. */
export class Tails implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly didChange = new Emitter<undefined>();
  private lastId = 0;

  readonly onDidChange: Event<undefined> = this.didChange.event;

  constructor(private readonly options: TailsOptions) {}

  get all(): readonly OpenTail[] {
    return [...this.entries.values()].map(({ id, filter, channel, tail }) => ({
      id,
      filter,
      channel,
      state: tail.state,
    }));
  }

  get running(): readonly OpenTail[] {
    return this.all.filter(({ state }) => state.kind !== 'ended');
  }

  /** Starts a tail, or shows the running one of the same filter. Resolves once the first connection was tried. */
  async start(filter: LogFilter): Promise<StartedTail> {
    const same = [...this.entries.values()].find((entry) => isSameFilter(entry.filter, filter));
    if (same !== undefined && same.tail.state.kind !== 'ended') {
      same.channel.show();
      return { id: same.id, channel: same.channel.name };
    }
    // An ended tail of the same filter gives its channel's name free.
    if (same !== undefined) this.remove(same);
    return filter.until === undefined ? this.follow(filter) : this.readClosedRange(filter, filter.until);
  }

  /** @throws {ArgumentError} when there is no such tail. */
  stop(id: string): void {
    const entry = this.entries.get(id);
    if (entry === undefined)
      throw new ArgumentError(vscode.l10n.t('There is no tail “{0}” in this window.', id));
    entry.tail.stop();
  }

  show(id: string): void {
    this.entries.get(id)?.channel.show();
  }

  dispose(): void {
    for (const entry of [...this.entries.values()]) this.remove(entry);
    this.didChange.dispose();
  }

  private async follow(filter: LogFilter): Promise<StartedTail> {
    const channel = this.openChannel(filter);
    const tail = new Tail({
      filter,
      begin: this.beginOf(filter),
      openStream: (query, signal) => this.options.client.streamLogs(query, signal),
      sink: channel,
      random: Math.random,
    });
    const entry = this.add(filter, channel, tail);
    channel.show();
    const tried = new Promise<void>((resolve) => {
      tail.onDidChange((state) => {
        if (state.kind !== 'connecting') resolve();
        if (state.kind === 'ended' && state.error !== undefined) {
          this.options.onProblem(state.error, () => this.start(filter));
        }
        this.didChange.fire(undefined);
      });
    });
    void tail.run(); // Never rejects.
    await tried;
    return { id: entry.id, channel: channel.name };
  }

  private async readClosedRange(filter: LogFilter, until: string): Promise<StartedTail> {
    const channel = this.openChannel(filter);
    const abort = new AbortController();
    const range: { state: TailState; stop(): void } = { state: { kind: 'live' }, stop: () => abort.abort() };
    const { id } = this.add(filter, channel, range);
    channel.show();
    const end = (error?: FalError): void => {
      range.state = error === undefined ? { kind: 'ended' } : { kind: 'ended', error };
      this.didChange.fire(undefined);
    };
    try {
      const entries = await this.readWithProgress(filter, until, abort);
      await channel.entries(entries);
      channel.note('info', vscode.l10n.t('{0} entries; the range ends here.', entries.length));
      end();
    } catch (error) {
      end(error instanceof FalError ? error : undefined);
      throw error;
    }
    return { id, channel: channel.name };
  }

  private readWithProgress(filter: LogFilter, until: string, abort: AbortController) {
    const location = vscode.ProgressLocation.Notification;
    return vscode.window.withProgress(
      { location, title: vscode.l10n.t('Reading logs'), cancellable: true },
      (progress, cancellation) => {
        cancellation.onCancellationRequested(() => abort.abort());
        const begin = this.beginOf(filter);
        const end = parseMoment(until, Date.now()) ?? Date.now();
        return readRange(this.options.client.logHistory, filter, begin, end, abort.signal, (count) => {
          progress.report({ message: vscode.l10n.t('{0} entries', count) });
        });
      },
    );
  }

  private beginOf({ since }: LogFilter): number {
    const now = Date.now();
    return parseMoment(since ?? this.options.backlog(), now) ?? now - DEFAULT_BACKLOG_MS;
  }

  private openChannel(filter: LogFilter): TailChannel {
    const name = `fal: ${describeFilter(filter)}`;
    const names = new Set(this.all.map(({ channel }) => channel.name));
    let unique = name;
    for (let count = 2; names.has(unique); count++) unique = `${name} (${count})`;
    return new TailChannel({ name: unique, level: filter.level, maxLines: this.options.maxLines });
  }

  private add(filter: LogFilter, channel: TailChannel, tail: Entry['tail']): Entry {
    const entry = { id: `tail-${++this.lastId}`, filter, channel, tail };
    this.entries.set(entry.id, entry);
    this.didChange.fire(undefined);
    return entry;
  }

  private remove(entry: Entry): void {
    this.entries.delete(entry.id);
    entry.tail.stop();
    entry.channel.dispose();
  }
}

/** Filters are read by one schema, which gives the fields in one order. */
const isSameFilter = (a: LogFilter, b: LogFilter): boolean => JSON.stringify(a) === JSON.stringify(b);
