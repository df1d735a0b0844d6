/** An entry as it stands in the channel: one line or several, each ended by a line feed. */
export interface ShownEntry {
  /** Epoch milliseconds, as fal has it. */
  readonly time: number;
  readonly text: string;
}

/**
 * What a tail's channel holds: the last lines. A channel that only grew would slow the editor (a plain one loses its
 * oldest lines without a word, or chokes, long before a long tail ends).
 */
export class LineWindow {
  private held: ShownEntry[] = [];
  private lines = 0;
  private droppedLines = 0;

  /** @param maxLines asked for with each block, since it is a setting. */
  constructor(private readonly maxLines: () => number) {}

  get dropped(): number {
    return this.droppedLines;
  }

  /** `true`: it overflowed, and the channel is to be rewritten with `text()`. */
  add(entries: readonly ShownEntry[]): boolean {
    for (const entry of entries) {
      this.held.push(entry);
      this.lines += countLines(entry.text);
    }
    const most = Math.max(1, this.maxLines());
    // Rewriting is dear, so it is done once for a quarter of the window and not for each block.
    if (this.lines <= most * 1.25) return false;
    this.dropTo(most);
    return true;
  }

  /** Puts entries where they belong by their time; the channel is to be rewritten. */
  insert(entries: readonly ShownEntry[]): void {
    for (const entry of entries) {
      const before = this.held.findLastIndex(({ time }) => time <= entry.time);
      this.held.splice(before + 1, 0, entry);
      this.lines += countLines(entry.text);
    }
  }

  text(): string {
    return this.held.map(({ text }) => text).join('');
  }

  clear(): void {
    this.held = [];
    this.lines = 0;
    this.droppedLines = 0;
  }

  private dropTo(most: number): void {
    let from = 0;
    while (this.lines > most && from < this.held.length - 1) {
      const lines = countLines(this.held[from]?.text ?? '');
      this.lines -= lines;
      this.droppedLines += lines;
      from++;
    }
    this.held = this.held.slice(from);
  }
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
