import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './chars';
import type { JsonFault } from './jsonFault';
import { indexJson, type JsonIndex } from './jsonIndex';
import { scalarEnd, skipSpace } from './jsonWalk';
import { runInSlices } from './slices';

/** Deeper lines are indented no further: at 10,000 levels the indentation alone would be 200 MB. */
const MAX_INDENT = 64;

/** JavaScript's strings end at 2^29 characters; a text of small values grows to some four times its length. */
const MAX_LENGTH = 400_000_000;

export type PrettyJson =
  | { readonly ok: true; readonly text: string }
  /** The text is left as it came. */
  | { readonly ok: false; readonly text: string; readonly fault: JsonFault };

/**
 * Lays JSON out over lines and changes nothing else: digits, key order, duplicate keys and escapes stay as sent.
 * A text that is not JSON, or would grow beyond what a string can hold, comes back as it is.
 */
export async function prettyPrint(text: string, signal?: AbortSignal): Promise<PrettyJson> {
  const indexed = await indexJson(text, signal);
  if (!indexed.ok) return { ok: false, text, fault: indexed.fault };
  const printer = new Printer(indexed.index);
  await runInSlices(() => printer.advance(20_000), signal);
  return { ok: true, text: printer.tooLong ? text : printer.finish() };
}

/** Pieces are joined in chunks of about this length: one join at the end would hold up everything else. */
const CHUNK_LENGTH = 1 << 16;

const BREAKS = Array.from({ length: MAX_INDENT + 1 }, (_, depth) => '\n' + '  '.repeat(depth));

class Printer {
  tooLong = false;
  private at = 0;
  private depth = 0;
  private length = 0;
  private chunk: string[] = [];
  private chunkLength = 0;
  private readonly chunks: string[] = [];

  private readonly text: string;

  constructor(private readonly index: JsonIndex) {
    this.text = index.text;
  }

  /** Prints so many tokens; true at the end. */
  advance(tokens: number): boolean {
    for (let printed = 0; printed < tokens; printed += 1) {
      this.at = skipSpace(this.text, this.at);
      if (this.at >= this.text.length || this.tooLong) return true;
      this.printToken(this.text.charCodeAt(this.at));
    }
    return false;
  }

  finish(): string {
    this.closeChunk();
    return this.chunks.join('');
  }

  private printToken(char: number): void {
    switch (char) {
      case OPEN_BRACE:
      case OPEN_BRACKET:
        this.printOpening(char);
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        this.depth -= 1;
        this.breakLine();
        this.step(char === CLOSE_BRACE ? '}' : ']');
        break;
      case COMMA:
        this.step(',');
        this.breakLine();
        break;
      case COLON:
        this.step(': ');
        break;
      default: {
        const end = char === QUOTE ? this.index.endOfString(this.at) : scalarEnd(this.text, this.at);
        this.put(this.text.slice(this.at, end));
        this.at = end;
      }
    }
  }

  private printOpening(char: number): void {
    const next = skipSpace(this.text, this.at + 1);
    const closing = this.text.charCodeAt(next);
    if (closing === CLOSE_BRACE || closing === CLOSE_BRACKET) {
      this.at = next;
      this.step(char === OPEN_BRACE ? '{}' : '[]');
      return;
    }
    this.step(char === OPEN_BRACE ? '{' : '[');
    this.depth += 1;
    this.breakLine();
  }

  /** Prints what stands for the one character at hand. */
  private step(piece: string): void {
    this.put(piece);
    this.at += 1;
  }

  private breakLine(): void {
    this.put(BREAKS[Math.min(this.depth, MAX_INDENT)] ?? '\n');
  }

  private put(piece: string): void {
    this.chunk.push(piece);
    this.chunkLength += piece.length;
    if (this.chunkLength >= CHUNK_LENGTH) this.closeChunk();
  }

  private closeChunk(): void {
    this.length += this.chunkLength;
    this.tooLong = this.length > MAX_LENGTH;
    this.chunks.push(this.chunk.join(''));
    this.chunk = [];
    this.chunkLength = 0;
  }
}
