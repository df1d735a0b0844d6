import * as Char from './chars';

/** Steps over text that `JsonScanner` has found to be JSON: nothing is checked again here. */

export type JsonKind = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'null';

export function kindAt(text: string, at: number): JsonKind {
  const char = text.charCodeAt(at);
  if (char === Char.QUOTE) return 'string';
  if (char === Char.OPEN_BRACE) return 'object';
  if (char === Char.OPEN_BRACKET) return 'array';
  if (char === Char.MINUS || Char.isDigit(char)) return 'number';
  return text.startsWith('null', at) ? 'null' : 'boolean';
}

export function skipSpace(text: string, at: number, until = text.length): number {
  let next = at;
  while (next < until && Char.isSpace(text.charCodeAt(next))) next += 1;
  return next;
}

/** Just past the string that begins at `at`. Looks for quotes, since the engine does that many characters at a time. */
export function stringEnd(text: string, at: number): number {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let before = quote - 1;
    while (text.charCodeAt(before) === Char.BACKSLASH) before -= 1;
    const isEscaped = (quote - before) % 2 === 0;
    if (!isEscaped) return quote + 1;
  }
  return text.length;
}

/** Just past the number or literal that begins at `at`. */
export function scalarEnd(text: string, at: number): number {
  for (let next = at + 1; ; next += 1) {
    const char = text.charCodeAt(next);
    const isInside =
      char > Char.COMMA && char !== Char.COLON && char !== Char.CLOSE_BRACKET && char !== Char.CLOSE_BRACE;
    if (!isInside && char !== 0x2b) return next;
  }
}

/** Just past the container that begins at `at`, and how many children it has. */
export function measureContainer(text: string, at: number): { readonly end: number; readonly count: number } {
  let depth = 0;
  let commas = 0;
  let isEmpty = true;
  for (let next = at; next < text.length;) {
    const char = text.charCodeAt(next);
    if (char === Char.CLOSE_BRACE || char === Char.CLOSE_BRACKET) {
      depth -= 1;
      if (depth === 0) return { end: next + 1, count: isEmpty ? 0 : commas + 1 };
    } else if (!Char.isSpace(char) && depth > 0) isEmpty = false;
    if (char === Char.OPEN_BRACE || char === Char.OPEN_BRACKET) depth += 1;
    else if (char === Char.COMMA && depth === 1) commas += 1;
    next = char === Char.QUOTE ? stringEnd(text, next) : next + 1;
  }
  return { end: text.length, count: 0 };
}
