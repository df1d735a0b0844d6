import { parse, stringify } from 'lossless-json';
import { isList, isRecord } from '../base/guards';

/** The JSON of each item of a list that fal answered, on a line of its own: numbers beyond 2^53 and unknown fields too. */
export function itemTexts(text: string): readonly string[] {
  const list = parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });
  const items = isRecord(list) && isList(list.items) ? list.items : [];
  return items.map((item) => stringify(item) ?? '');
}
