/** Blocks come no closer together than this: each costs VS Code a message, a reading and a drawing. */
const WRITE_EVERY_MS = 50;
/** In a flood the whole is rewritten no more often than this, nor faster than VS Code can be expected to draw it. */
const REWRITE_EVERY_MS = 1_000;
/** On a slow machine; a quick one draws seven times as fast. */
const DRAWN_CHARS_PER_MS = 1_000;
/**
 * So much at once is a burst, which is written whole: while VS Code colours one block, it counts the lines of all that
 * was appended since for every 200 lines that it has coloured. Four megabytes after four others take it four times as
 * long.
 */
const BURST_CHARS = 100_000;
const BURST_PAUSE_MS = 20;
/** Longer than this a burst waits for its end only while it comes faster than VS Code can draw it. */
const LONGEST_BURST_MS = 1_000;
/** More than this on its way waits to be drawn. VS Code does not tell of what is not in view. */
const MOST_UNDRAWN_CHARS = 50_000;
const DRAWN_WITHIN_MS = 2_000;
/** So many waiting characters hold the stream back until they are written. */
const MOST_WAITING_CHARS = 10_000_000;

/** When a channel's next block is due. It knows how much there is, not what. All times are epoch milliseconds. */
export class BlockPace {
  private waitingChars = 0;
  /** When the first and the last of what waits came. */
  private waitingSince = 0;
  private lastCameAt = 0;
  private mayWriteAt = 0;
  private mayRewriteAt = 0;
  private undrawnChars = 0;
  /** VS Code draws only what differs, so that what is drawn cannot be counted. */
  private isRewriting = false;
  /** When the wait for a drawing ends. */
  private drawnBy = 0;

  /** More waits than is good. */
  get isFull(): boolean {
    return this.waitingChars >= MOST_WAITING_CHARS;
  }

  get isBurst(): boolean {
    return this.waitingChars > BURST_CHARS;
  }

  came(chars: number, now: number): void {
    if (this.waitingChars === 0) this.waitingSince = now;
    this.lastCameAt = now;
    this.waitingChars += chars;
  }

  /** Nothing waits any more. */
  drop(): void {
    this.waitingChars = 0;
  }

  /** @param isSeen VS Code will tell when it is drawn. */
  wrote(chars: number, { isRewrite, isSeen }: { isRewrite: boolean; isSeen: boolean }, now: number): void {
    this.drop();
    const drawingMs = chars / DRAWN_CHARS_PER_MS;
    // After so long a wait, what was not told of as drawn will not be.
    if (now >= this.drawnBy) this.undrawnChars = 0;
    if (isSeen) this.undrawnChars += chars;
    this.isRewriting = isRewrite;
    this.drawnBy = now + DRAWN_WITHIN_MS + drawingMs;
    this.mayWriteAt = now + WRITE_EVERY_MS;
    if (isRewrite) this.mayRewriteAt = now + Math.max(REWRITE_EVERY_MS, drawingMs);
  }

  drew(chars: number): void {
    this.undrawnChars = this.isRewriting ? 0 : Math.max(0, this.undrawnChars - chars);
    this.isRewriting = false;
  }

  /** When to append what waits. */
  get writeAt(): number {
    const drawnAt = this.undrawnChars > MOST_UNDRAWN_CHARS ? this.drawnBy : 0;
    return Math.max(drawnAt, this.mayWriteAt, this.isBurst ? this.endOfBurst : 0);
  }

  /** When to write the whole anew. */
  get rewriteAt(): number {
    return Math.max(this.undrawnChars > 0 ? this.drawnBy : 0, this.mayRewriteAt);
  }

  private get endOfBurst(): number {
    const longestMs = Math.max(LONGEST_BURST_MS, this.waitingChars / DRAWN_CHARS_PER_MS);
    return Math.min(this.lastCameAt + BURST_PAUSE_MS, this.waitingSince + longestMs);
  }
}
