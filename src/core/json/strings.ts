import { escapeLength, readPlain } from './grammar';

/** The whole of a string token, quotes and all, as the text it means. */
export function readString(token: string): string {
  const decoded: unknown = JSON.parse(token);
  return typeof decoded === 'string' ? decoded : token;
}

/**
 * The first `limit` characters that the string token at `start` means; never half of a surrogate pair.
 * Its cost goes with `limit`, not with the string.
 */
export function readStringStart(text: string, start: number, end: number, limit: number): string {
  const last = end - 1;
  let at = start + 1;
  let length = 0;
  while (at < last && length < limit) {
    const plain = readPlain(text, at, Math.min(last, at + limit - length));
    length += plain - at;
    at = plain;
    if (at === last || length >= limit) break;
    at += escapeLength(text, at);
    length += 1;
  }
  const decoded = readString(text.slice(start, at) + '"');
  const isPairCut = at < last && /[\uD800-\uDBFF]$/.test(decoded);
  return isPairCut ? decoded.slice(0, -1) : decoded;
}
