import { replaceInSlices } from '../base/replaceInSlices';
import { isInEscape, longestSpelling, spellingsOf } from '../json/spelling';
import { skipSpace } from '../json/walk';

/** Characters that hide or reorder what stands beside them, as JSON writes them in ASCII. */
export const showHidden = (json: string): Promise<string> =>
  escapeAll(json, /[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\x7f-\x9f]/gu, (piece) => /[\x7f-\uffff]/.test(piece));

/** The same, without quotes that a shell or Python would end its text at. They stand in its strings alone. */
export const tame = (json: string): Promise<string> =>
  escapeAll(json, /['\p{Cf}\p{Zl}\p{Zp}\p{Cs}\x7f-\x9f]/gu, (piece) => /['\x7f-\uffff]/.test(piece));

const escapeAll = (json: string, pattern: RegExp, mayHold: (piece: string) => boolean): Promise<string> =>
  replaceInSlices(json, { pattern, reach: 2, mayHold, replace: escape });

/** Each half of a pair by itself, as JSON has it. */
function escape(character: string): string {
  let escaped = '';
  for (let at = 0; at < character.length; at += 1)
    escaped += `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escaped;
}

const PROTO = '__proto__';

/** JSON as a literal of JavaScript. In one, a key `__proto__` would be no member but the prototype, however written. */
export const asLiteral = async (json: string): Promise<string> => {
  const text = await showHidden(json);
  return replaceInSlices(text, {
    pattern: new RegExp(`"${spellingsOf(PROTO)}"`, 'g'),
    reach: longestSpelling(PROTO) + 2,
    mayHold: (piece) => piece.includes(PROTO) || piece.includes('\\u'),
    replace: (found, at) => {
      const isKey = !isInEscape(text, at) && text[skipSpace(text, at + found.length)] === ':';
      return isKey ? `[${found}]` : undefined;
    },
  });
};

/** Moves code to the right; the strings of JSON hold no line ends. */
export const indent = (code: string): Promise<string> =>
  replaceInSlices(code, {
    pattern: /\n(?=[^\n])/g,
    reach: 2,
    mayHold: (piece) => piece.includes('\n'),
    replace: () => '\n  ',
  });
