import * as Char from './chars';
import type { JsonIndex } from './jsonIndex';
import { scalarEnd, skipSpace } from './walk';

/** A key, or a value that holds no others. */
export interface Token {
  readonly start: number;
  readonly end: number;
  readonly isString: boolean;
  readonly isKey: boolean;
  /** Where the value begins that a person would call this: its own start, or that of the value below the key. */
  readonly valueStart: number;
  /** Of a value in an object: its key's token, with its quotes. */
  readonly key?: { readonly start: number; readonly end: number };
  /** Where the container begins that it lies in; -1 at the top. */
  readonly container: number;
}

/** Every key and every plain value of a payload, in the order of its text. */
export class TokenWalk {
  private at = 0;
  private readonly open: number[] = [];
  private lastKey?: { readonly start: number; readonly end: number };

  constructor(private readonly index: JsonIndex) {}

  /** How far it has come in the text. */
  get place(): number {
    return this.at;
  }

  next(): Token | undefined {
    const { text } = this.index;
    while (this.at < text.length) {
      const char = text.charCodeAt(this.at);
      if (char === Char.QUOTE) return this.readString();
      if (char === Char.OPEN_BRACE || char === Char.OPEN_BRACKET) {
        this.open.push(this.at);
        this.lastKey = undefined;
      } else if (char === Char.CLOSE_BRACE || char === Char.CLOSE_BRACKET) this.open.pop();
      else if (
        Char.isDigit(char) ||
        char === Char.MINUS ||
        !(Char.isSpace(char) || char === Char.COMMA || char === Char.COLON)
      )
        return this.take(scalarEnd(text, this.at), false);
      this.at += 1;
    }
    return undefined;
  }

  private readString(): Token {
    const { text } = this.index;
    const end = this.index.endOfString(this.at);
    const next = skipSpace(text, end);
    if (text.charCodeAt(next) !== Char.COLON) return this.take(end, true);
    const start = this.at;
    const valueStart = skipSpace(text, next + 1);
    this.lastKey = { start, end };
    this.at = next + 1;
    return { start, end, isString: true, isKey: true, valueStart, container: this.open.at(-1) ?? -1 };
  }

  private take(end: number, isString: boolean): Token {
    const start = this.at;
    const key = this.lastKey;
    this.at = end;
    this.lastKey = undefined;
    const container = this.open.at(-1) ?? -1;
    return { start, end, isString, isKey: false, valueStart: start, key, container };
  }
}
