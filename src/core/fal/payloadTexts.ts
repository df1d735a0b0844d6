import type { JsonText } from './types';

/** An answer of the requests listing, with the payloads cut out of it as text. */
export interface CutAnswer {
  /** The same JSON with `null` in place of each payload: small, whatever the payloads' size. */
  readonly envelope: string;
  /** One per item, in order; a payload that fal sent as `null` or not at all is absent. */
  readonly payloads: readonly { readonly input?: JsonText; readonly output?: JsonText }[];
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const OPENING = new Set([0x7b, 0x5b]);
const CLOSING = new Set([0x7d, 0x5d]);
const COMMA = 0x2c;

/** Depth of an item's members in `{"items": [{…}]}`. */
const MEMBER_DEPTH = 3;
/** How much is read before others get their turn: a payload may be 50 MB, and everybody shares one thread. */
const TURN_CHARS = 2_000_000;

/**
 * Takes `json_input` and `json_output` out of fal's answer by their place in the text, without parsing them:
 * `JSON.parse` would round seeds beyond 2^53, reorder keys that look like numbers and drop repeated ones.
 */
export async function cutPayloads(text: string): Promise<CutAnswer> {
  const kept: string[] = [];
  const payloads: { input?: JsonText; output?: JsonText }[] = [];
  let keptTo = 0;
  let depth = 0;
  /** The member name last read at the members' depth, and where its value begins. */
  let member: string | undefined;
  let lastString = '';
  let valueAt = -1;
  let turnEnds = TURN_CHARS;

  const endMember = (at: number): void => {
    const side = member === 'json_input' ? 'input' : member === 'json_output' ? 'output' : undefined;
    const item = payloads.at(-1);
    if (side !== undefined && item !== undefined && valueAt >= 0) {
      const value = text.slice(valueAt, at).trim();
      kept.push(text.slice(keptTo, valueAt), 'null');
      keptTo = at;
      if (value !== 'null') item[side] = value;
    }
    member = undefined;
    valueAt = -1;
  };

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (depth === MEMBER_DEPTH && member === undefined) lastString = text.slice(at + 1, end);
      at = end;
    } else if (OPENING.has(code)) {
      depth++;
      if (depth === MEMBER_DEPTH) payloads.push({});
    } else if (CLOSING.has(code)) {
      if (depth === MEMBER_DEPTH) endMember(at);
      depth--;
    } else if (depth === MEMBER_DEPTH && code === COLON && member === undefined) {
      member = lastString;
      valueAt = at + 1;
    } else if (depth === MEMBER_DEPTH && code === COMMA) {
      endMember(at);
    }
    if (at >= turnEnds) {
      turnEnds = at + TURN_CHARS;
      await nextTurn();
    }
  }
  kept.push(text.slice(keptTo));
  return { envelope: kept.join(''), payloads };
}

/** The index of the quote that closes the string opened at `open`; the text's end where none does. */
function endOfString(text: string, open: number): number {
  for (let quote = text.indexOf('"', open + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote;
  }
  return text.length;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
