import type { Disposable } from '../../core/base/events';
import type { Surface } from '../../core/tail/transcript';
import { LogChannel } from './logChannel';

/** Blocks come no closer together than this: each costs VS Code a message, a reading and a drawing. */
const FLUSH_EVERY_MS = 50;
/** In a flood the whole is rewritten no more often than this, nor faster than VS Code can be expected to read it. */
const REWRITE_EVERY_MS = 1_000;
const READ_CHARS_PER_MS = 1_000;
/**
 * The next block waits until VS Code has drawn the one before, so that a burst becomes few and growing blocks: on a
 * slow machine it would fall behind, and read more at once than it can take. It does not tell of what is not in view.
 */
const DRAWN_WITHIN_MS = 2_000;
/** So many waiting characters hold the stream back until they are written. */
const MOST_WAITING_CHARS = 4_000_000;

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
  private mayFlushAt = 0;
  private mayRewriteAt = 0;
  /** When the wait for a drawing ends. */
  private drawnBy = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Those who wait for room. */
  private held: (() => void)[] = [];
  private isDisposed = false;

  constructor(readonly name: string) {
    this.channel = new LogChannel(name, () => {
      this.drawnBy = 0;
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
    const dueAt = Math.max(this.drawnBy, this.rewrite === undefined ? this.mayFlushAt : this.mayRewriteAt);
    this.timer = setTimeout(() => this.flush(), Math.max(0, dueAt - Date.now()));
  }

  private flush(): void {
    const { rewrite } = this;
    const text = rewrite?.() ?? this.waiting.join('');
    this.drop();
    const now = Date.now();
    this.drawnBy = this.channel.isOpen ? now + DRAWN_WITHIN_MS : 0;
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
