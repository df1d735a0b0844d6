const MOST_CHARACTERS = 200;

/**
 * Control characters, those that turn the direction of text, other unseen ones, and halves of characters.
 * The joiner stays: emoji are made with it.
 */
const UNSEEN = /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A name from outside as one line that can neither hide, reorder nor crowd out the words beside it. */
export function showPlain(text: string, most = MOST_CHARACTERS): string {
  // Nearly every name is plain already.
  const seen = /[^\x20-\x7e]/.test(text) ? text.replace(UNSEEN, spell) : text;
  return seen.length <= most ? seen : `${Array.from(seen).slice(0, most).join('')}…`;
}

const spell = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`;
