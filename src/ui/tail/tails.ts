import path from 'node:path';
import * as vscode from 'vscode';
import { ArgumentError } from '../../core/base/argumentError';
import { toError } from '../../core/base/errors';
import { Emitter, type Disposable, type Event } from '../../core/base/events';
import { FalError } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import { describeFilter, toLogQuery, type LogFilter } from '../../core/tail/filter';
import { readBack } from '../../core/tail/readBack';
import { Tail, type TailState } from '../../core/tail/tail';
import { parseMoment } from '../../core/tail/timeSpan';
import { Transcript } from '../../core/tail/transcript';
import type { TailFacts } from '../../core/tail/words';
import { removeOldSessions, SessionFile } from './sessionFile';
import { TailChannel } from './tailChannel';

export interface TailsOptions {
  readonly client: Pick<FalClient, 'streamLogs' | 'logHistory'>;
  /** The setting `fal.tail.backlog`. */
  readonly backlog: () => string;
  readonly maxLines: () => number;
  /** Where session files are kept. */
  readonly folder: string;
  /** Told of a tail that ended on an error, and only then. */
  readonly onProblem: (error: FalError, retry: () => unknown) => void;
}

/** What `fal.tailLogs` resolves to. */
export interface StartedTail {
  readonly id: string;
  /** The output channel's name. */
  readonly channel: string;
}

/** A tail of this window, running or ended. */
export interface OpenTail {
  readonly id: string;
  readonly filter: LogFilter;
  readonly channel: TailChannel;
  readonly transcript: Transcript;
  readonly session: SessionFile;
  readonly startedAt: number;
  readonly life: Life;
}

/** What runs in a tail: a stream that is followed, or a closed range that is read. */
interface Life {
  readonly state: TailState;
  readonly reconnects: number;
  stop(): void;
  reconnect(): void;
}

const DEFAULT_BACKLOG_MS = 5 * 60_000;

/** Every tail of this window; each has its own channel. */
export class Tails implements Disposable {
  private readonly open = new Map<string, OpenTail>();
  private readonly didChange = new Emitter<undefined>();
  private lastId = 0;

  readonly onDidChange: Event<undefined> = this.didChange.event;

  constructor(private readonly options: TailsOptions) {}

  get all(): readonly OpenTail[] {
    return [...this.open.values()];
  }

  get running(): readonly OpenTail[] {
    return this.all.filter(({ life }) => life.state.kind !== 'ended');
  }

  /** @throws {ArgumentError} when there is no such tail. */
  get(id: string): OpenTail {
    const tail = this.open.get(id);
    if (tail === undefined)
      throw new ArgumentError(vscode.l10n.t('There is no tail “{0}” in this window.', id));
    return tail;
  }

  /** Starts a tail, or shows the running one of the same filter. Resolves once the first connection was tried. */
  async start(filter: LogFilter): Promise<StartedTail> {
    const same = this.all.find((tail) => isSameFilter(tail.filter, filter));
    if (same !== undefined && same.life.state.kind !== 'ended') {
      same.channel.show();
      return { id: same.id, channel: same.channel.name };
    }
    // An ended tail of the same filter gives its channel's name free.
    if (same !== undefined) this.remove(same);
    else if (this.open.size === 0)
      void removeOldSessions(this.options.folder, Date.now()).catch(() => undefined);
    return filter.until === undefined ? this.follow(filter) : this.readRange(filter, filter.until);
  }

  /** Another key or address serves: running tails go on with it, and those that ended for want of a key run again. */
  reconnect(): void {
    for (const { life } of this.all) {
      const { state } = life;
      if (state.kind !== 'ended' || state.error?.problem.kind === 'needsKey') life.reconnect();
    }
  }

  dispose(): void {
    for (const tail of this.all) this.remove(tail);
    this.didChange.dispose();
  }

  private async follow(filter: LogFilter): Promise<StartedTail> {
    const parts = this.openParts(filter);
    const { client, onProblem } = this.options;
    const tail = new Tail({
      filter,
      begin: this.beginOf(filter),
      client,
      sink: parts.transcript,
      random: Math.random,
    });
    const life: Life = {
      get state() {
        return tail.state;
      },
      get reconnects() {
        return tail.reconnects;
      },
      stop: () => tail.stop(),
      // Never rejects.
      reconnect: () => (tail.state.kind === 'ended' ? void tail.run() : tail.reconnect()),
    };
    const { id, channel } = this.add({ ...parts, life });
    const tried = new Promise<void>((resolve) => {
      tail.onDidChange((state) => {
        if (state.kind !== 'connecting') resolve();
        if (state.kind === 'ended' && state.error !== undefined)
          onProblem(state.error, () => this.start(filter));
        this.didChange.fire(undefined);
      });
    });
    void tail.run(); // Never rejects.
    await tried;
    return { id, channel: channel.name };
  }

  private async readRange(filter: LogFilter, until: string): Promise<StartedTail> {
    const parts = this.openParts(filter);
    const abort = new AbortController();
    let state: TailState = { kind: 'live' };
    const life: Life = {
      get state() {
        return state;
      },
      reconnects: 0,
      stop: () => abort.abort(),
      reconnect: () => undefined,
    };
    const { id, channel, transcript } = this.add({ ...parts, life });
    let error: Error | undefined;
    try {
      const { entries, isWhole } = await this.readWithProgress(filter, until, abort);
      await transcript.entries(entries);
      transcript.note('info', vscode.l10n.t('{0} entries; the range ends here.', entries.length));
      if (!isWhole)
        transcript.note(
          'warning',
          vscode.l10n.t('fal gave no more of the range; older lines may be missing.'),
        );
    } catch (thrown) {
      error = toError(thrown);
    }
    state = error instanceof FalError ? { kind: 'ended', error } : { kind: 'ended' };
    this.didChange.fire(undefined);
    if (error !== undefined && !abort.signal.aborted) throw error;
    return { id, channel: channel.name };
  }

  private readWithProgress(filter: LogFilter, until: string, abort: AbortController) {
    const location = vscode.ProgressLocation.Notification;
    const title = vscode.l10n.t('Reading logs');
    return vscode.window.withProgress({ location, title, cancellable: true }, (progress, cancellation) => {
      cancellation.onCancellationRequested(() => abort.abort());
      const endMs = parseMoment(until, Date.now()) ?? Date.now();
      const query = toLogQuery(filter, this.beginOf(filter), endMs);
      return readBack(this.options.client.logHistory, query, abort.signal, {
        onProgress: (count) => progress.report({ message: vscode.l10n.t('{0} entries', count) }),
      });
    });
  }

  private beginOf({ since }: LogFilter): number {
    const now = Date.now();
    return parseMoment(since ?? this.options.backlog(), now) ?? now - DEFAULT_BACKLOG_MS;
  }

  private openParts(filter: LogFilter): Omit<OpenTail, 'life'> {
    const id = `tail-${++this.lastId}`;
    const name = `fal: ${describeFilter(filter)}`;
    const names = new Set(this.all.map(({ channel }) => channel.name));
    let unique = name;
    for (let count = 2; names.has(unique); count++) unique = `${name} (${count})`;
    const channel = new TailChannel(unique);
    const startedAt = Date.now();
    const stamp = new Date(startedAt).toISOString().replace(/[:.]/g, '-');
    const session = new SessionFile(this.options.folder, `${stamp}-${process.pid}-${id}`, (error) => {
      transcript.note(
        'warning',
        vscode.l10n.t(
          'The session file cannot be written ({0}); only the last lines are kept.',
          toError(error).message,
        ),
      );
    });
    const transcript = new Transcript(channel, session, this.options.maxLines, { level: filter.level });
    transcript.onDidChange(() => this.didChange.fire(undefined));
    channel.show();
    return { id, filter, channel, transcript, session, startedAt };
  }

  private add(tail: OpenTail): OpenTail {
    this.open.set(tail.id, tail);
    this.didChange.fire(undefined);
    return tail;
  }

  private remove(tail: OpenTail): void {
    this.open.delete(tail.id);
    tail.life.stop();
    tail.channel.dispose();
    void tail.session.dispose().catch(() => undefined);
  }
}

export const factsOf = ({ life, transcript, startedAt }: OpenTail): TailFacts => ({
  state: life.state,
  isPaused: transcript.isPaused,
  figures: transcript.figures,
  view: transcript.view,
  reconnects: life.reconnects,
  startedAt,
});

/** A name that says when a tail began, for the files that are saved of it. */
export const saveName = ({ channel, startedAt }: OpenTail): string =>
  `${path.basename(channel.name.replace(/[^\p{L}\p{N}.-]+/gu, '-'))}-${new Date(startedAt).toISOString().slice(0, 19).replaceAll(':', '-')}`;

/** Filters are read by one schema, which gives the fields in one order. */
const isSameFilter = (a: LogFilter, b: LogFilter): boolean => JSON.stringify(a) === JSON.stringify(b);
