import type { FalClient, SentEntry, StreamItem } from '../fal/types';
import { toLogQuery, type LogFilter } from './filter';
import type { Gap } from './gap';
import { mergeViews } from './mergeViews';
import { readBack } from './readBack';
import type { ResumePoint } from './resume';

/** A stream that replays does so at once; after so long without a word, history is asked what there was. */
const QUIET_MS = 1_000;
/** A first entry so much older than the connection was there before it: the stream replays. */
const CLEARLY_OLDER_MS = 2_000;
/** fal's own clock is read to the second. */
const CLOCK_GRAIN_MS = 1_000;
/** Where fal does not tell its time, what comes so much later than the connection is no replay any more. */
const REPLAY_MS = 2_000;
/** Shown at once: more would hold up everybody else. */
const SHOWN_AT_ONCE = 1_000;

/** What a connection tells of. Entries come in the server's order, each once. */
export interface ConnectionEvents {
  opened(): void;
  /** Resolves when they were taken; until then no more are read. */
  entries(sent: readonly SentEntry[]): Promise<void>;
  /** Entries that belong before some that were told of. */
  late(sent: readonly SentEntry[]): Promise<void>;
  raw(text: string): void;
  /** Begins with the connection: whether all of it came is to be verified. */
  gap(gap: Gap): void;
}

export interface ConnectionParts {
  readonly streamLogs: FalClient['streamLogs'];
  readonly logHistory: FalClient['logHistory'];
  readonly filter: LogFilter;
  readonly resume: ResumePoint;
  /** No connection was open before: nothing can be missing from between. */
  readonly isFirst: boolean;
  readonly events: ConnectionEvents;
}

/**
 * One connection, from its request to its end. Whether fal's stream replays what came since `start` is not documented,
 * so it must show that it does: by sending again what was shown before the break; the first one by beginning with an
 * entry older than itself. Until then its entries are held; without such a sign, history fills the gap first. Either
 * way the gap is told of: a sign is no proof that nothing was left out.
 * @throws {FalError} when it breaks; resolves when fal ends it.
 */
export async function follow(parts: ConnectionParts, signal: AbortSignal): Promise<void> {
  const fromMs = parts.resume.reopen();
  const stream = parts.streamLogs(toLogQuery(parts.filter, fromMs), signal)[Symbol.asyncIterator]();
  const reader = new StreamReader(parts, fromMs, signal);
  let next: Promise<IteratorResult<readonly StreamItem[], unknown>> | undefined;
  try {
    for (;;) {
      next ??= stream.next();
      const turn = await (reader.isHolding ? Promise.race([next, reader.quiet.over]) : next);
      if (turn === 'quiet') await reader.fillGap();
      else if (turn.done === true) return;
      else {
        next = undefined;
        await reader.take(turn.value);
      }
    }
  } finally {
    reader.quiet.cancel();
    // It may still be waited for, when filling a gap was what failed.
    next?.catch(() => undefined);
    await stream.return?.().catch(() => undefined);
  }
}

class StreamReader {
  readonly quiet = new Quiet();
  /** By our clock. */
  private openedAt = Infinity;
  /** By fal's, where it tells: to the second below. */
  private openedAtFals: number | undefined;
  private gap: Gap | undefined;
  /** Entries that wait for a sign of a replay; `undefined` once there is one. */
  private held: SentEntry[] | undefined = [];

  constructor(
    private readonly parts: ConnectionParts,
    private readonly fromMs: number,
    private readonly signal: AbortSignal,
  ) {}

  get isHolding(): boolean {
    return this.held !== undefined;
  }

  async take(batch: readonly StreamItem[]): Promise<void> {
    let run: SentEntry[] = [];
    for (const item of batch) {
      switch (item.kind) {
        case 'open':
          this.open(item.at);
          break;
        case 'entry':
          if (this.held === undefined) run.push(item);
          else this.held.push(item);
          if (this.held !== undefined && this.isSign(item)) {
            run = this.release();
            if (this.gap !== undefined) this.gap.isReplayed = true;
          }
          break;
        case 'raw':
          // What came before it is shown before it.
          await this.show(run);
          run = [];
          if (this.held !== undefined && this.held.length > 0) await this.fillGap();
          this.parts.events.raw(item.text);
          break;
      }
    }
    await this.show(run);
    if (this.held !== undefined && this.held.length > 0) await this.fillGap();
  }

  /** Shows what history has of the time before the held entries, then these. */
  async fillGap(): Promise<void> {
    const held = this.release();
    const { logHistory, filter, resume } = this.parts;
    try {
      const back = await readBack(logHistory, toLogQuery(filter, this.fromMs), this.signal);
      const merged = mergeViews(back.entries, held);
      await this.show(merged);
      const cameByStream = new Set(held);
      resume.expectAgain(merged.filter((sent) => !cameByStream.has(sent)));
      if (this.gap !== undefined) this.gap.wasRead = back.isWhole;
    } catch (error) {
      if (this.signal.aborted) throw error;
      // Whoever verifies the gap asks history again.
      await this.show(held);
    }
  }

  private open(at: number | undefined): void {
    const { resume, events } = this.parts;
    if (at !== undefined) resume.setClock(at);
    this.openedAt = Date.now();
    this.openedAtFals = at;
    resume.closeGaps(this.fromMs);
    this.gap = resume.openGap(this.fromMs);
    this.quiet.start();
    events.opened();
    events.gap(this.gap);
  }

  private release(): SentEntry[] {
    const held = this.held ?? [];
    this.held = undefined;
    this.quiet.cancel();
    return held;
  }

  private isSign({ entry }: SentEntry): boolean {
    const { resume, isFirst } = this.parts;
    const openedAt = this.openedAtFals ?? this.openedAt;
    return resume.isReplay(entry) || (isFirst && entry.time < openedAt - CLEARLY_OLDER_MS);
  }

  private async show(sent: readonly SentEntry[]): Promise<void> {
    const { resume, events } = this.parts;
    for (let at = 0; at < sent.length; at += SHOWN_AT_ONCE) {
      const { late, next } = resume.sort(sent.slice(at, at + SHOWN_AT_ONCE));
      if (this.gap?.firstLive === undefined) this.closeGap(next);
      if (late.length > 0) await events.late(late);
      if (next.length > 0) await events.entries(next);
    }
  }

  private closeGap(next: readonly SentEntry[]): void {
    const { openedAtFals } = this;
    const live =
      openedAtFals !== undefined
        ? next.find(({ entry }) => entry.time > openedAtFals + CLOCK_GRAIN_MS)
        : Date.now() > this.openedAt + REPLAY_MS
          ? next[0]
          : undefined;
    if (live !== undefined) this.gap?.close(live.entry);
  }
}

/** Tells once when a stream has been open for a while; `cancel` keeps it from telling. */
class Quiet {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tell: (word: 'quiet') => void = () => undefined;
  readonly over = new Promise<'quiet'>((resolve) => (this.tell = resolve));

  start(): void {
    this.timer = setTimeout(() => this.tell('quiet'), QUIET_MS);
  }

  cancel(): void {
    clearTimeout(this.timer);
  }
}
