/** A stretch of text as it may be drawn. */
export interface TextPiece {
  readonly text: string;
  /** It stands for a character that would not be seen, or would change how its surroundings are seen. */
  readonly isMark: boolean;
}

/**
 * Controls (C0, C1, delete), what reorders or joins text without being seen (bidi, zero width, soft hyphen, tags,
 * line and paragraph separators, byte order mark), and halves of surrogate pairs.
 */
const UNSEEN =
  /[\p{Cc}\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]|\p{Cs}/gu;

/** A zero-width joiner between emoji belongs to them: family and flag emoji are one picture. */
const JOINED_EMOJI = /^\p{Extended_Pictographic}\uFE0F?$/u;

const SHORT: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
};

/** Cuts `text` so that every unseen character has a visible mark, spelled as JSON would escape it. */
export function splitVisible(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let drawn = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match[0] === '\u200D' && isEmojiJoiner(text, match.index)) continue;
    if (match.index > drawn) pieces.push({ text: text.slice(drawn, match.index), isMark: false });
    pieces.push({ text: spell(match[0]), isMark: true });
    drawn = match.index + match[0].length;
  }
  if (drawn < text.length) pieces.push({ text: text.slice(drawn), isMark: false });
  return pieces;
}

/** The same in one string, for titles and other places that hold only text. */
export const makeVisible = (text: string): string =>
  splitVisible(text)
    .map((piece) => piece.text)
    .join('');

function isEmojiJoiner(text: string, at: number): boolean {
  const after = String.fromCodePoint(text.codePointAt(at + 1) ?? 0x20);
  return (
    /\p{Extended_Pictographic}\p{Emoji_Modifier}?\uFE0F?$/u.test(text.slice(Math.max(0, at - 5), at)) &&
    JOINED_EMOJI.test(after)
  );
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return SHORT[character] ?? (code > 0xffff ? `\\u{${hex(code)}}` : `\\u${hex(code).padStart(4, '0')}`);
}

const hex = (code: number): string => code.toString(16).toUpperCase();
