import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  MINUS,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  isDigit,
  isSpace,
} from './chars';
import type { JsonIndex } from './jsonIndex';
import { scalarEnd, skipSpace } from './jsonWalk';

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
      if (char === QUOTE) return this.readString();
      if (char === OPEN_BRACE || char === OPEN_BRACKET) {
        this.open.push(this.at);
        this.lastKey = undefined;
      } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) this.open.pop();
      else if (isDigit(char) || char === MINUS || !(isSpace(char) || char === COMMA || char === COLON))
        return this.take(scalarEnd(text, this.at), false);
      this.at += 1;
    }
    return undefined;
  }

  private readString(): Token {
    const { text } = this.index;
    const end = this.index.endOfString(this.at);
    const next = skipSpace(text, end);
    if (text.charCodeAt(next) !== COLON) return this.take(end, true);
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
