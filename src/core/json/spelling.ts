/** All ways in which a JSON string may write a text of printable ASCII, as the source of an expression. */
export const spellingsOf = (text: string): string => Array.from(text, spellingsOfCharacter).join('');

/** A character written as `\u0000` is the longest. */
export const longestSpelling = (text: string): number => 6 * text.length;

function spellingsOfCharacter(character: string): string {
  const hex = character.charCodeAt(0).toString(16).padStart(4, '0');
  const escape = String.raw`\\u${hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`)}`;
  return `(?:${plainSpelling(character)}|${escape})`;
}

function plainSpelling(character: string): string {
  if (character === '"' || character === '\\') return `\\\\\\${character}`;
  if (character === '/') return String.raw`\\?/`;
  return /\w/.test(character) ? character : `\\${character}`;
}

/** Whether the character at `at` of a JSON string is part of an escape that began before it. */
export function isInEscape(text: string, at: number): boolean {
  const [before = ''] = /\\(?:u[\dA-Fa-f]{0,3})?$/.exec(text.slice(Math.max(0, at - 5), at)) ?? [];
  if (before === '') return false;
  let first = at - before.length;
  const last = first;
  while (text[first - 1] === '\\') first -= 1;
  return (last - first) % 2 === 0;
}
