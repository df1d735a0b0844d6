import type { Disposable } from '../../core/base/events';
import type { Surface } from '../../core/tail/transcript';
import { LogChannel } from './logChannel';

/** Blocks come no closer together than this: each costs VS Code a message, a reading and a drawing. */
const FLUSH_EVERY_MS = 50;
/** In a flood the whole is rewritten no more often than this, nor faster than VS Code can be expected to read it. */
const REWRITE_EVERY_MS = 1_000;
const READ_CHARS_PER_MS = 1_000;
/**
 * So much at once is a burst, which is written whole: while VS Code colours one block, it counts the lines of all that
 * was appended since for every 200 lines that it has coloured. Two megabytes after two others take it four times as long.
 */
const BURST_CHARS = 100_000;
const BURST_PAUSE_MS = 20;
const LONGEST_BURST_MS = 1_000;
/** More than this on its way waits to be drawn. VS Code does not tell of what is not in view. */
const MOST_UNDRAWN_CHARS = 50_000;
const DRAWN_WITHIN_MS = 2_000;
/** So many waiting characters hold the stream back until they are written. */
const MOST_WAITING_CHARS = 10_000_000;

/**
 * One tail's output channel. Writes in blocks: an append per line costs VS Code several times as much, and garbles
 * characters in a burst. What comes after a quiet moment is written at once.
 */
export class TailChannel implements Surface, Disposable {
  private readonly channel: LogChannel;
  private waiting: string[] = [];
  private waitingChars = 0;
  /** What is to take the place of all; it holds what is appended until it is written. */
  private rewrite: (() => string) | undefined;
  /** When the first and the last of what waits came. */
  private waitingSince = 0;
  private lastCameAt = 0;
  private mayFlushAt = 0;
  private mayRewriteAt = 0;
  private undrawnChars = 0;
  /** VS Code draws only what differs, so that what is drawn cannot be counted. */
  private isRewriting = false;
  /** When the wait for a drawing ends. */
  private drawnBy = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Those who wait for room. */
  private held: (() => void)[] = [];
  private isDisposed = false;

  constructor(readonly name: string) {
    this.channel = new LogChannel(name, (chars) => {
      this.undrawnChars = this.isRewriting ? 0 : Math.max(0, this.undrawnChars - chars);
      this.isRewriting = false;
      if (this.timer !== undefined) this.schedule();
    });
  }

  get isFull(): boolean {
    return this.channel.isFull;
  }

  show(): void {
    this.channel.show();
  }

  append(text: string): Promise<void> | undefined {
    if (this.isDisposed || text === '' || this.rewrite !== undefined) return undefined;
    this.lastCameAt = Date.now();
    if (this.waiting.length === 0) this.waitingSince = this.lastCameAt;
    this.waiting.push(text);
    this.waitingChars += text.length;
    if (this.timer === undefined) this.schedule();
    if (this.waitingChars < MOST_WAITING_CHARS) return undefined;
    return new Promise((resolve) => this.held.push(resolve));
  }

  replace(text: () => string): void {
    if (this.isDisposed) return;
    // What waits will be in the text.
    this.drop();
    this.rewrite = text;
    this.schedule();
    this.release();
  }

  settle(): void {
    const text = this.rewrite?.();
    if (text !== undefined) this.rewrite = () => text;
  }

  dispose(): void {
    this.isDisposed = true;
    this.drop();
    this.release();
    this.channel.dispose();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flushWhenDue(true), Math.max(0, this.dueAt() - Date.now()));
  }

  /**
   * What came while the timer ran may have become a burst. Where the thread was busy, more of a burst may have come than
   * was read: one turn later that is known.
   */
  private flushWhenDue(mayBeBehind: boolean): void {
    if (this.dueAt() > Date.now()) this.schedule();
    else if (mayBeBehind && this.isBurst) this.timer = setTimeout(() => this.flushWhenDue(false), 0);
    else this.flush();
  }

  private get isBurst(): boolean {
    return this.waitingChars > BURST_CHARS;
  }

  private dueAt(): number {
    const isRewrite = this.rewrite !== undefined;
    const drawnAt = this.undrawnChars > (isRewrite ? 0 : MOST_UNDRAWN_CHARS) ? this.drawnBy : 0;
    if (isRewrite) return Math.max(drawnAt, this.mayRewriteAt);
    const endOfBurst = Math.min(this.lastCameAt + BURST_PAUSE_MS, this.waitingSince + LONGEST_BURST_MS);
    return Math.max(drawnAt, this.mayFlushAt, this.isBurst ? endOfBurst : 0);
  }

  private flush(): void {
    const { rewrite } = this;
    const text = rewrite?.() ?? this.waiting.join('');
    this.drop();
    const now = Date.now();
    // After so long a wait, what was not told of as drawn will not be.
    if (now >= this.drawnBy) this.undrawnChars = 0;
    if (this.channel.isOpen) this.undrawnChars += text.length;
    this.isRewriting = rewrite !== undefined;
    this.drawnBy = now + DRAWN_WITHIN_MS;
    this.mayFlushAt = now + FLUSH_EVERY_MS;
    if (rewrite === undefined) this.channel.append(text);
    else {
      this.channel.replace(text);
      this.mayRewriteAt = now + Math.max(REWRITE_EVERY_MS, text.length / READ_CHARS_PER_MS);
    }
    this.release();
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.rewrite = undefined;
    this.waiting = [];
    this.waitingChars = 0;
  }

  private release(): void {
    const held = this.held;
    this.held = [];
    for (const resolve of held) resolve();
  }
}
