import { parse, stringify } from 'lossless-json';
import { isList, isRecord } from '../base/guards';

/** The JSON of each item that fal sent together: numbers beyond 2^53 and unknown fields too. */
export function itemTexts(text: string): readonly string[] {
  const json = parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });
  return (itemsIn(json) ?? []).map((item) => stringify(item) ?? '');
}

/** Of `[…]`, `{"items": […]}` or `{"log": {…}}`; `undefined` where it is none of these. */
export function itemsIn(json: unknown): readonly unknown[] | undefined {
  if (isList(json)) return json;
  if (!isRecord(json)) return undefined;
  if (isList(json.items)) return json.items;
  return isRecord(json.log) ? [json.log] : undefined;
}
