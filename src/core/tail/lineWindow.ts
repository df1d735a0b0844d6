import { LateQueue } from './lateQueue';
import { blockOf, partOf, surplusOf, weave, type LineBlock, type ShownEntry } from './lineBlock';

/** A channel of long lines is as dear to VS Code as one of many. */
const MOST_CHARS = 6_000_000;
/** Rewriting is dear, so it is done once for half of the window and not for each block. */
const SLACK = 1.5;

/**
 * What a tail's channel holds: the last lines. A channel that only grew would slow the editor (a plain one loses its
 * oldest lines without a word, or chokes, long before a long tail ends).
 */
export class LineWindow {
  /** None is empty. */
  private blocks: LineBlock[] = [];
  private lines = 0;
  private chars = 0;
  private droppedLines = 0;

  /** @param maxLines asked for with each block, since it is a setting. */
  constructor(private readonly maxLines: () => number) {}

  get dropped(): number {
    return this.droppedLines;
  }

  /** `true`: it overflowed, and the channel is to be rewritten with `text()`. */
  add(block: LineBlock): boolean {
    this.keep(block);
    return this.drop();
  }

  /** Puts entries where they belong by their time; the channel is to be rewritten. */
  insert(entries: readonly ShownEntry[]): void {
    const late = new LateQueue(entries);
    const blocks = this.blocks.map((block) => weave(block, late));
    this.blocks = [];
    this.lines = 0;
    this.chars = 0;
    for (const block of [...blocks, blockOf(late.takeRest())]) this.keep(block);
    this.drop();
  }

  text(): string {
    return this.blocks.map(({ text }) => text).join('');
  }

  private keep(block: LineBlock): void {
    if (block.times.length > 0) this.blocks.push(block);
    this.lines += block.lines;
    this.chars += block.text.length;
  }

  private drop(): boolean {
    const most = Math.max(1, this.maxLines());
    if (this.lines <= most * SLACK && this.chars <= MOST_CHARS * SLACK) return false;
    this.dropTo(most);
    return true;
  }

  private dropTo(most: number): void {
    const before = this.lines;
    let whole = 0;
    const isTooMuch = ({ lines, text }: LineBlock): boolean =>
      this.lines - lines >= most || this.chars - text.length >= MOST_CHARS;
    for (const block of this.blocks.slice(0, -1)) {
      if (!isTooMuch(block)) break;
      this.lines -= block.lines;
      this.chars -= block.text.length;
      whole++;
    }
    this.blocks.splice(0, whole);
    this.dropFromFirst(most);
    this.droppedLines += before - this.lines;
  }

  private dropFromFirst(most: number): void {
    const isOver = (): boolean => this.lines > most || this.chars > MOST_CHARS;
    const [first] = this.blocks;
    if (first === undefined || !isOver()) return;
    const room = {
      lines: first.lines - (this.lines - most),
      chars: first.text.length - (this.chars - MOST_CHARS),
    };
    const left = partOf(first, surplusOf(first, room));
    this.blocks[0] = left;
    this.lines -= first.lines - left.lines;
    this.chars -= first.text.length - left.text.length;
    // Its last entry may be one that goes over the limit all by itself.
    if (isOver() && this.blocks.length > 1) {
      this.blocks.shift();
      this.lines -= left.lines;
      this.chars -= left.text.length;
    }
  }
}
