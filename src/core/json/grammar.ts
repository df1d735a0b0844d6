import * as Char from './chars';

/** Where the number at `at` ends; negative when RFC 8259 has no such number. */
export function readNumber(text: string, at: number): number {
  let end = text.charCodeAt(at) === Char.MINUS ? at + 1 : at;
  if (text.charCodeAt(end) === Char.ZERO) end += 1;
  else if ((end = readDigits(text, end)) < 0) return -1;
  if (text.charCodeAt(end) === Char.DOT && (end = readDigits(text, end + 1)) < 0) return -1;
  if (!Char.isExponentMark(text.charCodeAt(end))) return end;
  const sign = text.charCodeAt(end + 1);
  return readDigits(text, sign === Char.MINUS || sign === Char.PLUS ? end + 2 : end + 1);
}

function readDigits(text: string, at: number): number {
  let end = at;
  while (Char.isDigit(text.charCodeAt(end))) end += 1;
  return end === at ? -1 : end;
}

/** Where `true`, `false` or `null` at `at` ends; negative when it is none of them. */
export function readLiteral(text: string, at: number): number {
  for (const word of ['true', 'false', 'null']) if (text.startsWith(word, at)) return at + word.length;
  return -1;
}

/** How long the escape is whose backslash is at `at`: 2 or 6; 0 when it is none. */
export function escapeLength(text: string, at: number): 0 | 2 | 6 {
  const char = text.charCodeAt(at + 1);
  if (char !== Char.LETTER_U) return Number.isNaN(char) || !'"\\/bfnrt'.includes(text.charAt(at + 1)) ? 0 : 2;
  for (let digit = at + 2; digit < at + 6; digit += 1) if (!Char.isHex(text.charCodeAt(digit))) return 0;
  return 6;
}

/**
 * Where a run of plain string characters from `at` ends: at the closing quote, a backslash, a control character,
 * or `until`.
 */
export function readPlain(text: string, at: number, until: number): number {
  let end = at;
  while (end < until) {
    const char = text.charCodeAt(end);
    if (char === Char.QUOTE || char === Char.BACKSLASH || char < 0x20) return end;
    end += 1;
  }
  return end;
}
