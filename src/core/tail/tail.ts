import * as l10n from '@vscode/l10n';
import { isAbort, toError } from '../base/errors';
import { Emitter, type Event } from '../base/events';
import { sleep } from '../base/sleep';
import { FalError, nameProblem } from '../fal/errors';
import type { FalClient, SentEntry } from '../fal/types';
import { backoffMs } from './backoff';
import { follow } from './connection';
import { toLogQuery, type LogFilter } from './filter';
import { localTime } from './localTime';
import type { Gap } from './gap';
import type { Level } from './level';
import { canHeal, wishedWaitMs } from './mending';
import { readBack } from './readBack';
import { ResumePoint } from './resume';
import { verify } from './verify';

export type TailState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  /** fal's stream keeps ending at once: its history is asked again and again instead. */
  | { readonly kind: 'polling' }
  /** The connection broke; the next try is at `until`, epoch milliseconds. */
  | { readonly kind: 'waiting'; readonly until: number; readonly error?: FalError }
  /** `error`: it cannot go on without the person. */
  | { readonly kind: 'ended'; readonly at: number; readonly error?: FalError };

/** Where a tail writes. What is slow to take a batch holds the stream back. */
export interface TailSink {
  entries(batch: readonly SentEntry[]): Promise<void>;
  /** Entries that belong before some that were written: history took them in late. */
  late(batch: readonly SentEntry[]): Promise<void>;
  /** Something that is no log entry, as it came. */
  raw(text: string): void;
  /** What the tail itself has to say. */
  note(level: Level, text: string): void;
}

export interface TailOptions {
  readonly filter: LogFilter;
  /** Epoch milliseconds: where it begins. */
  readonly begin: number;
  readonly client: Pick<FalClient, 'streamLogs' | 'logHistory'>;
  readonly sink: TailSink;
  /** 0 to 1; `Math.random` but in tests. */
  readonly random: () => number;
}

/** A connection that lived so long was a good one: the next failure is the first again. */
const GOOD_LIFE_MS = 10_000;
/** Two clean ends so soon after one another mean a stream that does not stay. */
const SOON_MS = 5_000;
const POLL_EVERY_MS = 3_000;
/** After so long of polling the stream gets another try. */
const POLL_FOR_MS = 60_000;

/** The life of one tail: it connects, shows, and after every break goes on where it was until it is stopped. */
export class Tail {
  private stopping = new AbortController();
  /** Ends the connection or the wait under way, and nothing else. */
  private turn = new AbortController();
  private readonly resume: ResumePoint;
  private readonly didChange = new Emitter<TailState>();
  private current: TailState = { kind: 'connecting' };
  private failures = 0;
  private liveSince: number | undefined;
  private cleanEnds = 0;
  /** History is polled until then, epoch milliseconds; a poll that fails does not end it. */
  private pollUntil = -Infinity;
  private reconnections = 0;
  private wasOpen = false;
  private wasTold = false;
  /** Those of which it is not known yet whether all came; what ends before that is looked at in the next run. */
  private readonly gaps = new Set<Gap>();

  readonly onDidChange: Event<TailState> = this.didChange.event;

  constructor(private readonly options: TailOptions) {
    this.resume = new ResumePoint(options.begin);
  }

  get state(): TailState {
    return this.current;
  }

  /** It was told to stop and has ended, or is about to. */
  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** How often it had to connect once more. */
  get reconnects(): number {
    return this.reconnections;
  }

  /** Runs until the tail has ended; never rejects. An ended tail can run again and goes on where it was. */
  async run(): Promise<void> {
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    // `stop` can come during any await; TypeScript would narrow a plain `signal.aborted` to its first value.
    const isStopped = (): boolean => signal.aborted;
    for (const gap of this.gaps) void this.verify(gap);
    for (let connections = 0; !isStopped(); connections++) {
      if (connections > 0) this.reconnections++;
      this.turn = new AbortController();
      const turn = AbortSignal.any([signal, this.turn.signal]);
      const error = await this.takeTurn(turn);
      if (isStopped()) break;
      if (error !== undefined && !canHeal(error)) {
        // With it ends what still asks history.
        this.stopping.abort();
        this.options.sink.note('error', l10n.t('Tail ended. {0}', error.message));
        this.moveTo({ kind: 'ended', at: Date.now(), error });
        return;
      }
      // A turn that someone ended is followed by the next one at once.
      if (!turn.aborted) await this.waitAfter(error, turn);
    }
    this.moveTo({ kind: 'ended', at: Date.now() });
  }

  /** Silent: stopping is what someone wished for. */
  stop(): void {
    this.stopping.abort();
  }

  /** Connects once more at once: after a wait that is too long for someone, or with another key. */
  reconnect(): void {
    this.failures = 0;
    this.cleanEnds = 0;
    this.pollUntil = -Infinity;
    this.turn.abort();
  }

  /** One connection, or some minutes of polling. Gives the reason when it did not end by itself. */
  private async takeTurn(signal: AbortSignal): Promise<FalError | undefined> {
    this.liveSince = undefined;
    try {
      if (this.cleanEnds >= 2) this.pollUntil = Date.now() + POLL_FOR_MS;
      if (Date.now() < this.pollUntil) await this.poll(signal);
      else await this.connect(signal);
      return undefined;
    } catch (error) {
      this.cleanEnds = 0;
      if (isAbort(error) || signal.aborted) return undefined;
      if (error instanceof FalError) return error;
      // A defect of ours must not end the tail without a word, nor spin: it waits like a broken line.
      return new FalError({ kind: 'unexpected', place: 'tail', what: toError(error).message }, error);
    }
  }

  private async connect(signal: AbortSignal): Promise<void> {
    this.moveTo({ kind: 'connecting' });
    const { filter, client, sink } = this.options;
    await follow(
      {
        ...client,
        filter,
        resume: this.resume,
        isFirst: !this.wasOpen,
        events: {
          opened: () => {
            this.wasOpen = true;
            this.beLive('live');
          },
          entries: (sent) => sink.entries(sent),
          late: (sent) => sink.late(sent),
          raw: (text) => sink.raw(text),
          gap: (gap) => void this.verify(gap),
        },
      },
      signal,
    );
    const livedMs = Date.now() - (this.liveSince ?? Date.now());
    this.cleanEnds = livedMs < SOON_MS ? this.cleanEnds + 1 : 0;
  }

  private async poll(signal: AbortSignal): Promise<void> {
    const { filter, client, sink } = this.options;
    const { resume } = this;
    this.cleanEnds = 0;
    let gap: Gap | undefined;
    try {
      while (Date.now() < this.pollUntil && !signal.aborted) {
        const fromMs = resume.reopen();
        const { entries } = await readBack(client.logHistory, toLogQuery(filter, fromMs), signal);
        if (gap === undefined) {
          resume.closeGaps(fromMs);
          gap = resume.openGap(fromMs);
        }
        const { late, next } = resume.sort(entries);
        if (late.length > 0) await sink.late(late);
        if (next.length > 0) await sink.entries(next);
        this.beLive('polling');
        await sleep(POLL_EVERY_MS, signal);
      }
    } finally {
      if (gap !== undefined) void this.verify(gap);
    }
    // One soon end is enough to come back here.
    this.cleanEnds = 1;
  }

  /** Never rejects. */
  private async verify(gap: Gap): Promise<void> {
    const { signal } = this.stopping;
    this.gaps.add(gap);
    const { filter, client, sink, random } = this.options;
    const late = (missed: readonly SentEntry[]) => sink.late(missed);
    const { logHistory } = client;
    const doubt = await verify(gap, { logHistory, filter, resume: this.resume, late, random }, signal);
    if (signal.aborted && !gap.superseded.aborted) return;
    this.gaps.delete(gap);
    this.resume.settle(gap);
    if (doubt !== undefined) this.sayGap(gap.fromMs, gap.firstLive?.time ?? Date.now(), doubt.cause);
  }

  private sayGap(fromMs: number, untilMs: number, cause?: Error): void {
    const [from, until] = [localTime(fromMs), localTime(untilMs)];
    const text =
      cause === undefined
        ? l10n.t(
            'Lines between {0} and {1} may be missing: fal’s history does not reach that far.',
            from,
            until,
          )
        : l10n.t('Lines between {0} and {1} may be missing. {2}', from, until, cause.message);
    this.options.sink.note('warning', text);
  }

  private beLive(kind: 'live' | 'polling'): void {
    this.liveSince ??= Date.now();
    if (this.wasTold) this.options.sink.note('info', l10n.t('Connected again.'));
    this.wasTold = false;
    if (this.current.kind !== kind) this.moveTo({ kind });
  }

  private async waitAfter(error: FalError | undefined, signal: AbortSignal): Promise<void> {
    const livedMs = this.liveSince === undefined ? 0 : Date.now() - this.liveSince;
    // A clean end is routine, and no failure where the connection was more than a greeting.
    const isGood = livedMs >= (error === undefined ? SOON_MS : GOOD_LIFE_MS);
    this.failures = isGood ? 1 : this.failures + 1;
    const waitMs = backoffMs(this.failures, this.options.random(), wishedWaitMs(error));
    // A clean end is routine (fal's gateway limits how long an answer may take) and heals without a word.
    if (error !== undefined && !this.wasTold) {
      const reason = nameProblem(error.problem);
      this.options.sink.note(
        'warning',
        l10n.t('Connection lost ({0}). Trying again until it is back.', reason),
      );
      this.wasTold = true;
    }
    this.moveTo({ kind: 'waiting', until: Date.now() + waitMs, error });
    await sleep(waitMs, signal);
  }

  private moveTo(state: TailState): void {
    this.current = state;
    this.didChange.fire(state);
  }
}
