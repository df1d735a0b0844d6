import { hidden, partsOfKey } from '../base/redact';
import { replaceInSlices } from '../base/replaceInSlices';
import { isInEscape, longestSpelling, spellingsOf } from './spelling';

/**
 * Hides these keys in the strings of a JSON text, and their secret halves alone, however they are written there.
 * Nothing else changes, so that it stays JSON.
 * @param json laid out over lines, as `prettyPrint` does.
 */
export async function hideKeys(json: string, keys: readonly string[], signal?: AbortSignal): Promise<string> {
  let safe = json;
  for (const key of keys) safe = await hideKey(safe, key, signal);
  return safe;
}

async function hideKey(json: string, key: string, signal?: AbortSignal): Promise<string> {
  const { lead, mark } = partsOfKey(key);
  if (mark === '') return json;
  const pattern = new RegExp(`(?:${spellingsOf(lead)})?${spellingsOf(mark)}`, 'g');
  const replacement = {
    pattern,
    reach: longestSpelling(key),
    mayHold: (piece: string) => piece.includes(mark) || piece.includes('\\'),
    replace: (found: string, at: number) =>
      isInEscape(json, at) || endsInNumber(json, at + found.length) ? undefined : hidden(),
  };
  return replaceInSlices(json, replacement, signal);
}

/** A secret of digits alone may stand in a number. The line of a number ends with it; that of a string, in a quote. */
function endsInNumber(json: string, at: number): boolean {
  const restOfNumber = /[-+.\deE]*,?(?:\n|$)/y;
  restOfNumber.lastIndex = at;
  return restOfNumber.test(json);
}
