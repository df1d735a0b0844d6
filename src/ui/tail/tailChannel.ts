import * as vscode from 'vscode';
import { TAIL_LANGUAGE } from '../../core/base/contributions';
import type { Disposable } from '../../core/base/events';
import type { LogEntry } from '../../core/fal/types';
import { formatEntry, formatNote, formatRaw } from '../../core/tail/format';
import { isAtLeast, effectiveLevel, type Level } from '../../core/tail/level';
import { LineWindow } from '../../core/tail/lineWindow';
import type { TailSink } from '../../core/tail/tail';

/** Lines that wait for this long are written, however few: soon enough to look live, seldom enough to stay cheap. */
const FLUSH_AFTER_MS = 50;
/** So many waiting lines hold the stream back until they are written. */
const MOST_WAITING = 5_000;

export interface TailChannelOptions {
  readonly name: string;
  /** Least level shown. */
  readonly level: Level | undefined;
  readonly maxLines: () => number;
}

/**
 * One tail's output channel. Writes in blocks: an append per line costs VS Code several times as much, and garbles
 * characters in a burst.
 */
export class TailChannel implements TailSink, Disposable {
  private readonly channel: vscode.OutputChannel;
  private readonly window: LineWindow;
  private waiting: string[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** Those who wait for room. */
  private held: (() => void)[] = [];
  private isDisposed = false;

  constructor(private readonly options: TailChannelOptions) {
    this.channel = vscode.window.createOutputChannel(options.name, TAIL_LANGUAGE);
    this.window = new LineWindow(options.maxLines);
  }

  get name(): string {
    return this.options.name;
  }

  /** Shows it and leaves the focus where it is. */
  show(): void {
    this.channel.show(true);
  }

  entries(batch: readonly LogEntry[]): Promise<void> | undefined {
    const { level } = this.options;
    for (const entry of batch) {
      if (level === undefined || isAtLeast(effectiveLevel(entry.level, entry.message), level)) {
        this.waiting.push(formatEntry(entry));
      }
    }
    return this.flushSoon();
  }

  raw(text: string): void {
    this.waiting.push(formatRaw(Date.now(), text));
    void this.flushSoon();
  }

  note(level: Level, text: string): void {
    this.waiting.push(formatNote(Date.now(), level, text));
    void this.flushSoon();
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.timer);
    this.release();
    this.channel.dispose();
  }

  /** Resolves when there is room again; at once as long as there is. */
  private flushSoon(): Promise<void> | undefined {
    if (this.isDisposed || this.waiting.length === 0) return undefined;
    this.timer ??= setTimeout(() => this.flush(), FLUSH_AFTER_MS);
    if (this.waiting.length < MOST_WAITING) return undefined;
    return new Promise((resolve) => this.held.push(resolve));
  }

  private flush(): void {
    this.timer = undefined;
    const text = this.waiting.join('');
    this.waiting = [];
    if (this.window.add(text)) this.channel.replace(this.sayDropped() + this.window.text());
    else this.channel.append(text);
    this.release();
  }

  private release(): void {
    const held = this.held;
    this.held = [];
    for (const resolve of held) resolve();
  }

  private sayDropped(): string {
    return formatNote(
      Date.now(),
      'info',
      vscode.l10n.t(
        '{0} earlier lines were dropped from here; the setting fal.tail.maxLines tells how many are kept.',
        this.window.dropped,
      ),
    );
  }
}
