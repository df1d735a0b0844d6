/**
 * What a tail's channel holds: the last lines, in the blocks they were written in. A channel that only grew would
 * slow the editor (a plain one loses its oldest lines without a word, or chokes, long before a long tail ends).
 */
export class LineWindow {
  private blocks: { readonly text: string; readonly lines: number }[] = [];
  private held = 0;
  private droppedLines = 0;

  /** @param maxLines asked for with each block, since it is a setting. */
  constructor(private readonly maxLines: () => number) {}

  get dropped(): number {
    return this.droppedLines;
  }

  /** Takes a block of whole lines. `true`: it overflowed, and the channel is to be rewritten with `text()`. */
  add(text: string): boolean {
    const lines = countLines(text);
    this.blocks.push({ text, lines });
    this.held += lines;
    const most = Math.max(1, this.maxLines());
    // Rewriting is dear, so it is done once for a quarter of the window and not for each block.
    if (this.held <= most * 1.25) return false;
    this.dropTo(most);
    return true;
  }

  text(): string {
    return this.blocks.map((block) => block.text).join('');
  }

  private dropTo(most: number): void {
    let from = 0;
    let excess = this.held - most;
    for (const block of this.blocks) {
      if (block.lines > excess) break;
      excess -= block.lines;
      from++;
    }
    const kept = this.blocks.slice(from);
    const [first] = kept;
    if (first !== undefined && excess > 0) {
      kept[0] = { text: withoutFirstLines(first.text, excess), lines: first.lines - excess };
    }
    const held = kept.reduce((sum, block) => sum + block.lines, 0);
    this.droppedLines += this.held - held;
    this.blocks = kept;
    this.held = held;
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

function withoutFirstLines(text: string, lines: number): string {
  let at = 0;
  for (let skipped = 0; skipped < lines; skipped++) at = text.indexOf('\n', at) + 1;
  return text.slice(at);
}
