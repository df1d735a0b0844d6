import type { Disposable } from '../../core/base/events';
import { BlockPace } from '../../core/tail/blockPace';
import type { Surface } from '../../core/tail/transcript';
import { LogChannel } from './logChannel';

/**
 * One tail's output channel. Writes in blocks: an append per line costs VS Code several times as much, and garbles
 * characters in a burst. What comes after a quiet moment is written at once.
 */
export class TailChannel implements Surface, Disposable {
  private readonly channel: LogChannel;
  private readonly pace = new BlockPace();
  private waiting: string[] = [];
  /** What is to take the place of all; it holds what is appended until it is written. */
  private rewrite: (() => string) | undefined;
  private timer: NodeJS.Timeout | undefined;
  /** Those who wait for room. */
  private held: (() => void)[] = [];
  private isDisposed = false;

  constructor(readonly name: string) {
    this.channel = new LogChannel(name, (chars) => {
      this.pace.drew(chars);
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
    this.pace.came(text.length, Date.now());
    if (this.timer === undefined) this.schedule();
    if (!this.pace.isFull) return undefined;
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

  private get dueAt(): number {
    return this.rewrite === undefined ? this.pace.writeAt : this.pace.rewriteAt;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flushWhenDue(true), Math.max(0, this.dueAt - Date.now()));
  }

  /**
   * What came while the timer ran may have become a burst. Where the thread was busy, more of a burst may have come than
   * was read: one turn later that is known.
   */
  private flushWhenDue(mayBeBehind: boolean): void {
    if (this.dueAt > Date.now()) this.schedule();
    else if (mayBeBehind && this.pace.isBurst) this.timer = setTimeout(() => this.flushWhenDue(false), 0);
    else this.flush();
  }

  private flush(): void {
    const isRewrite = this.rewrite !== undefined;
    const text = this.rewrite?.() ?? this.waiting.join('');
    this.drop();
    this.pace.wrote(text.length, { isRewrite, isSeen: this.channel.isOpen }, Date.now());
    if (isRewrite) this.channel.replace(text);
    else this.channel.append(text);
    this.release();
  }

  private drop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.rewrite = undefined;
    this.waiting = [];
    this.pace.drop();
  }

  private release(): void {
    const held = this.held;
    this.held = [];
    for (const resolve of held) resolve();
  }
}
