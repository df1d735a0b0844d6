import { nextTurn } from './slices';

/** Pieces are joined in chunks of about this length: one join of millions at the end would hold up everything else. */
const CHUNK_LENGTH = 1 << 16;
/** Joining so much takes milliseconds. */
const LONG = 1 << 22;

/** A long text that is put together piece by piece. */
export class Chunks {
  length = 0;
  private pieces: string[] = [];
  private joinedLength = 0;
  private readonly joined: string[] = [];

  put(piece: string): void {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.length - this.joinedLength >= CHUNK_LENGTH) this.join();
  }

  /** What was put in so far. */
  get text(): string {
    return this.joined.join('') + this.pieces.join('');
  }

  /** The whole; others get their turn before it is used. */
  async finish(): Promise<string> {
    this.join();
    const text = this.joined.join('');
    if (text.length >= LONG) await nextTurn();
    return text;
  }

  private join(): void {
    // What is long already is copied once only, at the end.
    const last = this.pieces.at(-1) ?? '';
    const isLong = last.length >= CHUNK_LENGTH;
    if (isLong) this.pieces.pop();
    this.joined.push(this.pieces.join(''));
    if (isLong) this.joined.push(last);
    this.pieces = [];
    this.joinedLength = this.length;
  }
}

/**
 * A text of its own: the engine reads a part of a larger one at half the speed, and would keep all of that. Others get
 * their turn first.
 */
export async function detach(part: string): Promise<string> {
  if (part.length >= LONG) await nextTurn();
  return [part.slice(0, 1), part.slice(1)].join('');
}
