import type { Disposable } from '../../core/base/events';
import type { Surface } from '../../core/tail/transcript';
import { LogChannel } from './logChannel';

/** Blocks come no closer together than this: each costs VS Code a message, a reading and a drawing. */
const FLUSH_EVERY_MS = 50;
/** In a flood the whole is rewritten no more often than this, nor faster than VS Code can be expected to read it. */
const REWRITE_EVERY_MS = 1_000;
const READ_CHARS_PER_MS = 1_000;
/**
 * So many characters may be on their way: enough that VS Code never waits for us, and no more than it can read at once.
 * A burst on a slow machine becomes few and growing blocks. It does not tell of what is not in view.
 */
const MOST_UNDRAWN_CHARS = 2_000_000;
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
    const isRewrite = this.rewrite !== undefined;
    const mustWait = this.undrawnChars > (isRewrite ? 0 : MOST_UNDRAWN_CHARS);
    const dueAt = Math.max(mustWait ? this.drawnBy : 0, isRewrite ? this.mayRewriteAt : this.mayFlushAt);
    this.timer = setTimeout(() => this.flush(), Math.max(0, dueAt - Date.now()));
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
