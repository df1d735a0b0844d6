import { runInSlices } from '../../base/slices';
import { MAX_MATCHES } from '../../json/search';

/** As wide as a line of text is shown; longer ones are broken, so that no row is costly to draw. */
const ROW_LENGTH = 400;
const ROWS_AT_ONCE = 5000;

/** The rows of a text that is not JSON: its lines, the long ones in pieces, so that nothing of it is lost. */
export class TextRows {
  private constructor(
    private readonly text: string,
    /** Where each row begins. */
    private readonly starts: readonly number[],
  ) {}

  /** Breaks a text into rows, in slices. */
  static async of(text: string, signal?: AbortSignal): Promise<TextRows> {
    const starts: number[] = [];
    let start = 0;
    let lineEnd = 0;
    const step = (): boolean => {
      for (let noted = 0; noted < ROWS_AT_ONCE && start < text.length; noted += 1) {
        starts.push(start);
        if (start >= lineEnd) {
          const newline = text.indexOf('\n', start);
          lineEnd = newline < 0 ? text.length : newline + 1;
        }
        const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(start + ROW_LENGTH - 1));
        start = Math.min(lineEnd, start + ROW_LENGTH + (isPairCut ? 1 : 0));
      }
      return start >= text.length;
    };
    await runInSlices(step, signal);
    return new TextRows(text, starts);
  }

  /** The rows in which `query` begins, upper and lower case alike; it may run on into the next piece of its line. */
  async find(query: string, signal?: AbortSignal, most = MAX_MATCHES): Promise<number[]> {
    const wanted = query.toLowerCase();
    const found: number[] = [];
    let row = 0;
    const step = (): boolean => {
      for (let looked = 0; looked < ROWS_AT_ONCE && row < this.starts.length; looked += 1, row += 1) {
        if (found.length >= most) return true;
        const end = (this.starts[row + 1] ?? this.text.length) + wanted.length - 1;
        if (this.text.slice(this.starts[row], end).toLowerCase().includes(wanted)) found.push(row);
      }
      return row >= this.starts.length;
    };
    await runInSlices(step, signal);
    return found;
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
}
