import * as Char from './chars';
import { Chunks } from '../base/chunks';
import type { JsonFault } from './fault';
import { indexJson, type JsonIndex } from './jsonIndex';
import { scalarEnd, skipSpace } from './walk';
import { runInSlices } from '../base/slices';

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
  return { ok: true, text: printer.isTooLong ? text : await printer.finish() };
}

const BREAKS = Array.from({ length: MAX_INDENT + 1 }, (_, depth) => '\n' + '  '.repeat(depth));

class Printer {
  private at = 0;
  private depth = 0;
  private readonly printed = new Chunks();
  private readonly text: string;

  constructor(private readonly index: JsonIndex) {
    this.text = index.text;
  }

  get isTooLong(): boolean {
    return this.printed.length > MAX_LENGTH;
  }

  /** Prints so many tokens; true at the end. */
  advance(tokens: number): boolean {
    for (let count = 0; count < tokens; count += 1) {
      this.at = skipSpace(this.text, this.at);
      if (this.at >= this.text.length || this.isTooLong) return true;
      this.printToken(this.text.charCodeAt(this.at));
    }
    return false;
  }

  finish(): Promise<string> {
    return this.printed.finish();
  }

  private printToken(char: number): void {
    switch (char) {
      case Char.OPEN_BRACE:
      case Char.OPEN_BRACKET:
        this.printOpening(char);
        break;
      case Char.CLOSE_BRACE:
      case Char.CLOSE_BRACKET:
        this.depth -= 1;
        this.breakLine();
        this.step(char === Char.CLOSE_BRACE ? '}' : ']');
        break;
      case Char.COMMA:
        this.step(',');
        this.breakLine();
        break;
      case Char.COLON:
        this.step(': ');
        break;
      default: {
        const end = char === Char.QUOTE ? this.index.endOfString(this.at) : scalarEnd(this.text, this.at);
        this.printed.put(this.text.slice(this.at, end));
        this.at = end;
      }
    }
  }

  private printOpening(char: number): void {
    const next = skipSpace(this.text, this.at + 1);
    const closing = this.text.charCodeAt(next);
    if (closing === Char.CLOSE_BRACE || closing === Char.CLOSE_BRACKET) {
      this.at = next;
      this.step(char === Char.OPEN_BRACE ? '{}' : '[]');
      return;
    }
    this.step(char === Char.OPEN_BRACE ? '{' : '[');
    this.depth += 1;
    this.breakLine();
  }

  /** Prints what stands for the one character at hand. */
  private step(piece: string): void {
    this.printed.put(piece);
    this.at += 1;
  }

  private breakLine(): void {
    this.printed.put(BREAKS[Math.min(this.depth, MAX_INDENT)] ?? '\n');
  }
}
