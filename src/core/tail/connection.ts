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
/** 100,000 entries. A longer gap is said to be one. */
const MOST_PAGES = 100;

/** What a connection tells of. Entries come in the server's order, each once. */
export interface ConnectionEvents {
  opened(): void;
  /** Resolves when they were taken; until then no more are read. */
  entries(sent: readonly SentEntry[]): Promise<void>;
  /** Entries that belong before some that were told of. */
  late(sent: readonly SentEntry[]): Promise<void>;
  raw(text: string): void;
  /** A gap was filled as far as history went; it may have been behind. */
  filled(gap: Gap): void;
  /** A gap could not be filled. */
  gapStayed(fromMs: number, untilMs: number, cause: unknown): void;
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
 * so it must prove it: by sending again what was shown before the break; the first one by beginning with an entry older
 * than itself. Until then its entries are held; without a proof, history fills the gap first.
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
  private openedAt = Infinity;
  /** Entries that wait for a proof; `undefined` once there is one. */
  private held: SentEntry[] | undefined = [];
  /** A gap whose end the next entry marks. */
  private openGap: Gap | undefined;

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
          this.openedAt = Date.now();
          this.quiet.start();
          this.parts.events.opened();
          break;
        case 'entry':
          if (this.held === undefined) run.push(item);
          else this.held.push(item);
          if (this.held !== undefined && this.isProof(item)) run = this.release();
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
    const { logHistory, filter, events, resume } = this.parts;
    const gap: Gap = { fromMs: this.fromMs, firstLive: held[0]?.entry };
    resume.watch(gap);
    try {
      const query = toLogQuery(filter, this.fromMs);
      const back = await readBack(logHistory, query, this.signal, { mostPages: MOST_PAGES });
      const merged = mergeViews(back.entries, held);
      await this.show(merged);
      const cameByStream = new Set(held);
      resume.expectAgain(merged.filter((sent) => !cameByStream.has(sent)));
      const reach = back.entries.at(-1)?.entry.time ?? -Infinity;
      if (back.isWhole && gap.firstLive !== undefined && reach >= gap.firstLive.time) resume.settle(gap);
      else {
        if (gap.firstLive === undefined) this.openGap = gap;
        events.filled(gap);
      }
    } catch (error) {
      resume.settle(gap);
      if (this.signal.aborted) throw error;
      await this.show(held);
      events.gapStayed(this.fromMs, gap.firstLive?.time ?? Date.now(), error);
    }
  }

  private release(): SentEntry[] {
    const held = this.held ?? [];
    this.held = undefined;
    this.quiet.cancel();
    return held;
  }

  private isProof({ entry }: SentEntry): boolean {
    const { resume, isFirst } = this.parts;
    return resume.isReplay(entry) || (isFirst && entry.time < this.openedAt - CLEARLY_OLDER_MS);
  }

  private async show(sent: readonly SentEntry[]): Promise<void> {
    const { resume, events } = this.parts;
    const { late, next } = resume.sort(sent);
    if (this.openGap !== undefined && next[0] !== undefined) {
      this.openGap.firstLive = next[0].entry;
      this.openGap = undefined;
    }
    if (late.length > 0) await events.late(late);
    if (next.length > 0) await events.entries(next);
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
