import * as l10n from '@vscode/l10n';
import { Emitter, type Event } from '../base/events';
import type { SentEntry } from '../fal/types';
import { EntryReader, type ReadEntry } from './entryReader';
import { formatNote } from './format';
import { formatGone, formatRecord } from './formatRecord';
import { isAtLeast, type Level } from './level';
import { blockOf, type ShownEntry } from './lineBlock';
import { inOrder, type SessionReading } from './inOrder';
import { LineWindow } from './lineWindow';
import type { LateEntry, Recorded } from './record';
import type { TailSink } from './tail';

/** The channel that a person sees. */
export interface Surface {
  /** Whole lines. Resolves when there is room for more. */
  append(text: string): Promise<void> | undefined;
  /** Asks for the text when it writes it, so that many rewrites in a burst are one. */
  replace(text: () => string): void;
  /** What is to replace it and is not written yet is to be as it would be now. */
  settle(): void;
  /** It wants to be replaced before more is appended. */
  readonly isFull: boolean;
}

/** All that came, kept outside memory. */
export interface SessionLog {
  /** Resolves when it is kept, or given up. */
  append(recorded: readonly Recorded[]): Promise<void>;
  open(): Promise<SessionReading>;
  /** Where it is, to show; `undefined` when it keeps nothing. */
  readonly place: string | undefined;
  /** How many lines it has lost, the first ones. */
  readonly gone: number;
}

/** Which of a tail's entries are shown. */
export interface View {
  /** Least level. */
  readonly level?: Level;
  /** A text that the message or the app holds, in any case. */
  readonly search?: string;
}

export interface Figures {
  readonly received: number;
  readonly hidden: number;
  readonly dropped: number;
}

/**
 * What a tail shows of what it took in: everything goes to the session log, what the view lets through to the channel.
 * One thing is done at a time, so that a new view is drawn whole before the next entries come.
 */
export class Transcript implements TailSink {
  private window: LineWindow;
  private reader = new EntryReader();
  private readonly didChange = new Emitter<undefined>();
  private turn: Promise<void> = Promise.resolve();
  private current: View;
  private paused = false;
  /** Counts what was wished of it: the last wish holds. */
  private wishes = 0;
  private received = 0;
  private hidden = 0;

  readonly onDidChange: Event<undefined> = this.didChange.event;

  constructor(
    private readonly surface: Surface,
    private readonly session: SessionLog,
    private readonly maxLines: () => number,
    view: View,
  ) {
    this.window = new LineWindow(maxLines);
    this.current = view;
  }

  get view(): View {
    return this.current;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  get figures(): Figures {
    return { received: this.received, hidden: this.hidden, dropped: this.window.dropped };
  }

  entries(batch: readonly SentEntry[]): Promise<void> {
    return this.inTurn(() => this.take(batch));
  }

  late(batch: readonly SentEntry[]): Promise<void> {
    return this.inTurn(async () => {
      const recorded = batch.map((sent): LateEntry => ({ ...sent, isLate: true }));
      this.received += batch.length;
      await this.session.append(recorded);
      // They stand elsewhere than after what was read last.
      this.window.insert(this.shown(recorded, new EntryReader()));
      this.redraw();
    });
  }

  raw(text: string): void {
    void this.inTurn(() => this.take([{ kind: 'raw', time: Date.now(), text }]));
  }

  note(level: Level, text: string): void {
    void this.inTurn(() => this.take([{ kind: 'note', time: Date.now(), level, text }]));
  }

  /** Rewrites the channel from the session log, also one that is held still; nothing is asked of fal. */
  setView(view: View): Promise<void> {
    return this.inTurn(async () => {
      const reading = await this.session.open();
      this.current = view;
      this.reader = new EntryReader();
      this.hidden = 0;
      // The channel may be written meanwhile, and is not to show half of it.
      const window = new LineWindow(this.maxLines);
      try {
        for await (const batch of inOrder(reading)) window.add(blockOf(this.shown(batch)));
      } finally {
        await reading.close();
      }
      this.window = window;
      this.rewrite();
    });
  }

  /** Holds the channel still; what comes is kept. */
  pause(): void {
    this.wishes++;
    this.paused = true;
    this.surface.settle();
    this.didChange.fire(undefined);
  }

  resume(): Promise<void> {
    const wish = ++this.wishes;
    return this.inTurn(() => {
      if (wish !== this.wishes) return Promise.resolve();
      this.paused = false;
      this.redraw();
      return Promise.resolve();
    });
  }

  private async take(recorded: readonly Recorded[]): Promise<void> {
    for (const { kind } of recorded) if (kind === 'entry') this.received++;
    const [, room] = await Promise.all([this.session.append(recorded), this.draw(this.shown(recorded))]);
    return room;
  }

  private draw(shown: readonly ShownEntry[]): Promise<void> | undefined {
    const block = blockOf(shown);
    const isOver = this.window.add(block);
    if (this.paused) return undefined;
    if (isOver || this.surface.isFull) this.redraw();
    else return this.surface.append(block.text);
    return undefined;
  }

  private redraw(): void {
    if (this.paused) this.didChange.fire(undefined);
    else this.rewrite();
  }

  private rewrite(): void {
    this.surface.replace(() => this.sayDropped() + this.window.text());
    if (this.paused) this.surface.settle();
    this.didChange.fire(undefined);
  }

  private sayDropped(): string {
    const { dropped } = this.window;
    const { place, gone } = this.session;
    if (dropped === 0) return formatGone(gone);
    const text = describeDropped(dropped, gone > 0 ? undefined : place);
    return formatGone(gone) + formatNote(Date.now(), 'info', text);
  }

  private shown(recorded: readonly Recorded[], reader = this.reader): ShownEntry[] {
    const shown: ShownEntry[] = [];
    for (const each of recorded) {
      const line = this.lineOf(each, reader);
      if (line === undefined) this.hidden++;
      else shown.push(line);
    }
    return shown;
  }

  private lineOf(recorded: Recorded, reader: EntryReader): ShownEntry | undefined {
    if (recorded.kind !== 'entry') return { time: recorded.time, text: formatRecord(recorded) };
    const { entry } = recorded;
    const read = reader.read(entry);
    if (!this.letsThrough(read, entry.app)) return undefined;
    return { time: entry.time, timestamp: entry.timestamp, text: formatRecord(recorded, read) };
  }

  private letsThrough({ level, text }: ReadEntry, app: string): boolean {
    const { level: least, search } = this.current;
    if (least !== undefined && !isAtLeast(level, least)) return false;
    if (search === undefined) return true;
    const wanted = search.toLowerCase();
    return text.toLowerCase().includes(wanted) || app.toLowerCase().includes(wanted);
  }

  /** Never rejects but to the caller: the next one has its turn all the same. */
  private inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.turn.then(task);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** @param place where all of them are. */
function describeDropped(dropped: number, place: string | undefined): string {
  if (place === undefined)
    return dropped === 1
      ? l10n.t('1 earlier line was dropped from here.')
      : l10n.t('{0} earlier lines were dropped from here.', dropped);
  return dropped === 1
    ? l10n.t('1 earlier line was dropped from here. All are in {0}', place)
    : l10n.t('{0} earlier lines were dropped from here. All are in {1}', dropped, place);
}
