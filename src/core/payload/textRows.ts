/** As wide as a line of text is shown; longer ones are broken, so that no row is costly to draw. */
const ROW_LENGTH = 400;

/** The rows of a text that is not JSON: its lines, the long ones in pieces, so that nothing of it is lost. */
export class TextRows {
  /** Where each row begins. */
  private readonly starts: number[] = [];

  constructor(private readonly text: string) {
    for (let start = 0; start < text.length; start = this.breakLine(start));
  }

  get total(): number {
    return Math.max(1, this.starts.length);
  }

  rows(from: number, count: number): string[] {
    if (this.starts.length === 0) return from === 0 && count > 0 ? [''] : [];
    return this.starts.slice(from, from + count).map((start, index) => {
      const end = this.starts[from + index + 1] ?? this.text.length;
      return this.text.slice(start, end).replace(/\r?\n$/, '');
    });
  }

  /** Notes the rows of the line that begins at `start` and returns where the next begins. */
  private breakLine(start: number): number {
    const newline = this.text.indexOf('\n', start);
    const next = newline < 0 ? this.text.length : newline + 1;
    let row = start;
    do {
      this.starts.push(row);
      row += ROW_LENGTH;
      const isPairCut = row < next && /[\uD800-\uDBFF]/.test(this.text.charAt(row - 1));
      if (isPairCut) row += 1;
    } while (row < next);
    return next;
  }
}
