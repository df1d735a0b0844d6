import { hidden, partsOfKey } from '../base/redact';
import { replaceInSlices } from '../base/replaceInSlices';
import { isInEscape, longestSpelling, spellingsOf } from './spelling';
import { stringEnd } from './walk';

/**
 * Hides these keys in the strings of a JSON text, and their secret halves alone, however they are written there.
 * Nothing else changes, so that it stays JSON.
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
  // Of what keys are made of, JSON writes the most as it is or by its number.
  const escape = /^[\w:-]*$/.test(key) ? '\\u00' : '\\';
  const strings = new Strings(json);
  const mayBeNumber = /^[-+.\deE]+$/.test(mark);
  const replacement = {
    pattern,
    reach: longestSpelling(key),
    mayHold: (piece: string) => piece.includes(mark) || piece.includes(escape),
    replace: (_: string, at: number) =>
      isInEscape(json, at) || (mayBeNumber && !strings.hold(at)) ? undefined : hidden(),
  };
  return replaceInSlices(json, replacement, signal);
}

/** Where the strings of a JSON text are, asked from its beginning to its end. */
class Strings {
  private start = 0;
  private end = 0;

  constructor(private readonly json: string) {}

  hold(at: number): boolean {
    while (this.end <= at) {
      this.start = this.json.indexOf('"', this.end);
      if (this.start < 0) return false;
      this.end = stringEnd(this.json, this.start);
    }
    return this.start <= at;
  }
}
