import * as l10n from '@vscode/l10n';
import { isAbort } from '../base/errors';
import { Emitter, type Event } from '../base/events';
import { sleep } from '../base/sleep';
import { describeProblem, FalError } from '../fal/errors';
import type { LogEntry, LogQuery, StreamItem } from '../fal/types';
import { backoffMs } from './backoff';
import { toLogQuery, type LogFilter } from './filter';
import type { Level } from './level';
import { ResumePoint } from './resume';

export type TailState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** The connection broke; the next try is at `until`, epoch milliseconds. */
  | { readonly kind: 'waiting'; readonly until: number; readonly error?: FalError }
  /** `error`: it cannot go on without the person. */
  | { readonly kind: 'ended'; readonly error?: FalError };

/** Where a tail writes. What is slow to take a batch holds the stream back. */
export interface TailSink {
  entries(batch: readonly LogEntry[]): Promise<void> | void;
  /** Something that is no log entry, as it came. */
  raw(text: string): void;
  /** What the tail itself has to say. */
  note(level: Level, text: string): void;
}

export interface TailOptions {
  readonly filter: LogFilter;
  /** Epoch milliseconds: where it begins. */
  readonly begin: number;
  readonly openStream: (query: LogQuery, signal: AbortSignal) => AsyncIterable<readonly StreamItem[]>;
  readonly sink: TailSink;
  /** 0 to 1; `Math.random` but in tests. */
  readonly random: () => number;
}

/** A connection that lived so long was a good one: the next failure is the first again. */
const GOOD_LIFE_MS = 10_000;

/** The life of one tail: it connects, shows, and after every break connects again until it is stopped. */
export class Tail {
  private readonly stopping = new AbortController();
  private readonly resume: ResumePoint;
  private readonly didChange = new Emitter<TailState>();
  private current: TailState = { kind: 'connecting' };
  private failures = 0;
  private liveSince: number | undefined;
  private wasTold = false;

  readonly onDidChange: Event<TailState> = this.didChange.event;

  constructor(private readonly options: TailOptions) {
    this.resume = new ResumePoint(options.begin);
  }

  get state(): TailState {
    return this.current;
  }

  /** Runs until the tail has ended; never rejects. Call once. */
  async run(): Promise<void> {
    const { signal } = this.stopping;
    // `stop` can come during any await; TypeScript would narrow a plain `signal.aborted` to its first value.
    const isStopped = (): boolean => signal.aborted;
    while (!isStopped()) {
      const problem = await this.connectOnce(signal);
      if (isStopped()) break;
      if (problem !== undefined && !canHeal(problem)) {
        this.options.sink.note('error', l10n.t('Tail ended. {0}', problem.message));
        this.moveTo({ kind: 'ended', error: problem });
        return;
      }
      await this.waitAfter(problem, signal);
    }
    this.moveTo({ kind: 'ended' });
  }

  /** Silent: stopping is what someone wished for. */
  stop(): void {
    this.stopping.abort();
  }

  /** One connection, from its first byte to its end. Gives the reason when it did not end by itself. */
  private async connectOnce(signal: AbortSignal): Promise<FalError | undefined> {
    this.liveSince = undefined;
    this.moveTo({ kind: 'connecting' });
    try {
      const query = toLogQuery(this.options.filter, this.resume.reopen());
      for await (const batch of this.options.openStream(query, signal)) {
        await this.show(batch);
        if (signal.aborted) return undefined;
      }
      return undefined;
    } catch (error) {
      if (isAbort(error)) return undefined;
      if (error instanceof FalError) return error;
      // A defect of ours must not end the tail without a word, nor spin: it waits like a broken line.
      return new FalError(
        { kind: 'unexpected', place: 'tail', what: error instanceof Error ? error.message : String(error) },
        error,
      );
    }
  }

  private async show(batch: readonly StreamItem[]): Promise<void> {
    const { sink } = this.options;
    let entries: LogEntry[] = [];
    for (const item of batch) {
      switch (item.kind) {
        case 'open':
          this.sayConnected();
          break;
        case 'entry':
          if (this.resume.accept(item.entry)) entries.push(item.entry);
          break;
        case 'raw':
          // What came before it is shown before it.
          await sink.entries(entries);
          entries = [];
          sink.raw(item.text);
          break;
      }
    }
    if (entries.length > 0) await sink.entries(entries);
  }

  private sayConnected(): void {
    this.liveSince = Date.now();
    if (this.wasTold) this.options.sink.note('info', l10n.t('Connected again.'));
    this.wasTold = false;
    this.moveTo({ kind: 'live' });
  }

  private async waitAfter(problem: FalError | undefined, signal: AbortSignal): Promise<void> {
    const livedMs = this.liveSince === undefined ? 0 : Date.now() - this.liveSince;
    this.failures = livedMs >= GOOD_LIFE_MS ? 1 : this.failures + 1;
    const wished = problem?.problem.kind === 'rateLimited' ? problem.problem.retryAfterMs : undefined;
    const waitMs = backoffMs(this.failures, this.options.random(), wished);
    // A clean end is routine (fal's gateway limits how long an answer may take) and heals without a word.
    if (problem !== undefined && !this.wasTold) {
      this.options.sink.note(
        'warning',
        l10n.t(
          'Connection lost. Trying again until it is back. {0}',
          describeProblem(problem.problem).message,
        ),
      );
      this.wasTold = true;
    }
    this.moveTo({ kind: 'waiting', until: Date.now() + waitMs, error: problem });
    await sleep(waitMs, signal);
  }

  private moveTo(state: TailState): void {
    this.current = state;
    this.didChange.fire(state);
  }
}

/** Whether time alone may mend it. The rest needs another key or another question. */
function canHeal({ problem }: FalError): boolean {
  switch (problem.kind) {
    case 'rateLimited':
    case 'unreachable':
    case 'unexpected':
      return true;
    case 'needsKey':
    case 'refused':
    case 'misconfigured':
      return false;
  }
}
