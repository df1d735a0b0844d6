import {
  BACKSLASH,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  LETTER_U,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
} from './chars';
import { readPlain } from './grammar';

export interface ClosedJson {
  /** The beginning as JSON of its own: what was open at its end is closed. */
  readonly text: string;
  /** How many containers had to be closed. */
  readonly open: number;
}

/**
 * Makes JSON of the beginning of one. What cannot be told to be whole is left out: a number, a literal or a key at the
 * very end; a string value is kept as far as it goes. Of what was no JSON it makes none.
 */
export function closeJson(beginning: string): ClosedJson {
  /** Of the containers that are open at `kept`, which moves with each that opens or closes. */
  const closers: string[] = [];
  let kept = 0;
  let quote = '';
  let isKey = false;
  for (let at = 0; at < beginning.length; at += 1) {
    switch (beginning.charCodeAt(at)) {
      case OPEN_BRACE:
      case OPEN_BRACKET: {
        const isObject = beginning.charCodeAt(at) === OPEN_BRACE;
        closers.push(isObject ? '}' : ']');
        isKey = isObject;
        kept = at + 1;
        break;
      }
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        closers.pop();
        isKey = false;
        kept = at + 1;
        break;
      case COMMA:
        kept = at;
        isKey = closers.at(-1) === '}';
        break;
      case COLON:
        isKey = false;
        break;
      case QUOTE: {
        const { end, isClosed } = readString(beginning, at + 1);
        if (!isKey) kept = end;
        if (!isKey && !isClosed) quote = '"';
        at = isClosed ? end - 1 : beginning.length;
        break;
      }
    }
  }
  return { text: beginning.slice(0, kept) + quote + closers.toReversed().join(''), open: closers.length };
}

/** Just past its closing quote, or before the first escape that is not whole. */
function readString(text: string, from: number): { readonly end: number; readonly isClosed: boolean } {
  for (let at = from; ;) {
    at = readPlain(text, at, text.length);
    const char = text.charCodeAt(at);
    if (char === QUOTE) return { end: at + 1, isClosed: true };
    const length = char !== BACKSLASH ? 1 : text.charCodeAt(at + 1) === LETTER_U ? 6 : 2;
    if (at + length > text.length) return { end: at, isClosed: false };
    at += length;
  }
}
