import * as l10n from '@vscode/l10n';
import { toError } from '../base/errors';
import { Emitter, type Event } from '../base/events';
import { FalError, nameProblem } from '../fal/errors';
import type { FalClient } from '../fal/types';
import { askPatiently } from './askPatiently';
import type { LogFilter } from './filter';
import { localTime } from './localTime';
import { partsOfRange, type Range } from './range';
import type { TailSink, TailState } from './tail';
import { describeEntries } from './words';

/** Of a tail without an end, or of the reading of a closed range. */
export type LifeState = TailState | { readonly kind: 'reading' };

export interface RangeReadingOptions {
  readonly filter: LogFilter;
  readonly range: Range;
  readonly client: Pick<FalClient, 'logHistory'>;
  readonly sink: Pick<TailSink, 'entries' | 'note'>;
  /** 0 to 1; `Math.random` but in tests. */
  readonly random: () => number;
}

/** History takes in entries some seconds late, and a range may end in time to come. */
const SETTLED_AFTER_MS = 60_000;

/** The life of a tail with an end: it shows a closed range as it reads it, and then says how much that was. */
export class RangeReading {
  private stopping = new AbortController();
  /** Ends the wait under way, and nothing else. */
  private waking = new AbortController();
  private readonly didChange = new Emitter<LifeState>();
  private current: LifeState = { kind: 'connecting' };
  private nextMs: number;
  private shown = 0;
  private waits = 0;
  private wasTold = false;
  private wasToldOfUnreadable = false;

  /** Also told of whenever a part was shown. */
  readonly onDidChange: Event<LifeState> = this.didChange.event;

  constructor(private readonly options: RangeReadingOptions) {
    this.nextMs = options.range.fromMs;
  }

  get state(): LifeState {
    return this.current;
  }

  /** It was told to stop and has ended, or is about to. */
  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Nothing of the range is left. */
  get isWhole(): boolean {
    return this.nextMs >= this.options.range.untilMs;
  }

  /** How often it had to ask once more. */
  get reconnects(): number {
    return this.waits;
  }

  get entries(): number {
    return this.shown;
  }

  /** How much of the range's time was read, 0 to 1. */
  get share(): number {
    const { fromMs, untilMs } = this.options.range;
    return this.isWhole ? 1 : (this.nextMs - fromMs) / (untilMs - fromMs);
  }

  /** Reads until the range or the patience of the person ends; never rejects. One that ended early reads on. */
  async run(): Promise<void> {
    this.stopping = new AbortController();
    const { signal } = this.stopping;
    this.moveTo({ kind: 'connecting' });
    try {
      await this.read(signal);
    } catch (error) {
      if (!signal.aborted) {
        this.endOn(error);
        return;
      }
    }
    this.options.sink.note('info', this.describeEnd());
    this.moveTo({ kind: 'ended', at: Date.now() });
  }

  /** Keeps what was shown. */
  stop(): void {
    this.stopping.abort();
  }

  /** Asks once more at once, after a wait that is too long for someone. */
  reconnect(): void {
    this.waking.abort();
  }

  private describeEnd(): string {
    const entries = describeEntries(this.shown);
    if (!this.isWhole)
      return l10n.t('Stopped after {0}. Tail the same range again to read on from here.', entries);
    return this.options.range.untilMs > Date.now() - SETTLED_AFTER_MS
      ? l10n.t('{0} up to now; fal may still take in more of the last minute.', entries)
      : l10n.t('{0}; the range ends here.', entries);
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { filter, range, client, sink, random } = this.options;
    const onWait = (until: number, error: FalError): AbortSignal => this.wait(until, error);
    const logHistory: FalClient['logHistory'] = async (...question) => {
      const page = await askPatiently(() => client.logHistory(...question), { signal, random, onWait });
      this.beReading();
      return page;
    };
    const left = { fromMs: this.nextMs, untilMs: range.untilMs };
    for await (const part of partsOfRange(logHistory, filter, left, signal)) {
      const { entries, untilMs, isWhole, unreadable } = part;
      if (entries.length > 0) await sink.entries(entries);
      if (unreadable !== undefined) this.tellOfUnreadable(unreadable);
      if (!isWhole)
        sink.note(
          'warning',
          l10n.t('fal gave not all lines of {0}; some may be missing.', localTime(this.nextMs)),
        );
      this.nextMs = untilMs;
      this.shown += entries.length;
      this.moveTo({ kind: 'reading' });
      if (signal.aborted) return;
    }
  }

  private wait(until: number, error: FalError): AbortSignal {
    this.waits++;
    if (!this.wasTold) {
      const reason = nameProblem(error.problem);
      this.options.sink.note(
        'warning',
        l10n.t('Connection lost ({0}). Trying again until it is back.', reason),
      );
      this.wasTold = true;
    }
    this.waking = new AbortController();
    this.moveTo({ kind: 'waiting', until, error });
    return this.waking.signal;
  }

  private tellOfUnreadable({ problem }: FalError): void {
    if (this.wasToldOfUnreadable) return;
    this.wasToldOfUnreadable = true;
    const text = l10n.t(
      'fal sent entries that cannot be read, and are not shown ({0}).',
      nameProblem(problem),
    );
    this.options.sink.note('warning', text);
  }

  private beReading(): void {
    if (this.wasTold) this.options.sink.note('info', l10n.t('Connected again.'));
    this.wasTold = false;
    if (this.current.kind !== 'reading') this.moveTo({ kind: 'reading' });
  }

  private endOn(thrown: unknown): void {
    const error =
      thrown instanceof FalError
        ? thrown
        : new FalError({ kind: 'unexpected', place: 'range', what: toError(thrown).message }, thrown);
    this.options.sink.note('error', l10n.t('Tail ended. {0}', error.message));
    this.moveTo({ kind: 'ended', at: Date.now(), error });
  }

  private moveTo(state: LifeState): void {
    this.current = state;
    this.didChange.fire(state);
  }
}
