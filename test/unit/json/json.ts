import fc from 'fast-check';
import { indexJson, type JsonIndex, type JsonValue } from '../../../src/core/json/jsonIndex';
import { readString } from '../../../src/core/json/strings';

/** The index of a text that is JSON. */
export async function indexOf(text: string): Promise<JsonIndex> {
  const indexed = await indexJson(text);
  if (!indexed.ok)
    throw new Error(`not JSON (${indexed.fault.kind} at ${indexed.fault.at}): ${text.slice(0, 200)}`);
  return indexed.index;
}

/** What `JSON.parse` would give, built from the index alone, for payloads small enough to recurse over. */
export function rebuild(index: JsonIndex, value: JsonValue): unknown {
  const token = index.text.slice(value.start, value.end);
  const children = [...index.children(value)];
  if (value.kind === 'array') return children.map((child) => rebuild(index, child.value));
  if (value.kind === 'string') return readString(token);
  if (value.kind === 'number') return Number(token);
  if (value.kind !== 'object') return { true: true, false: false, null: null }[token];
  const entries = children.map(({ key, value: held }) => [
    readString(index.text.slice(key?.start, key?.end)),
    rebuild(index, held),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** Any UTF-16 code unit, halves of pairs too, and often what means something to JSON or to a reader. */
const anyUnit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
  fc.constantFrom('"', '\\', '\\u', '/', '\n', '\u202e', '😀', '__proto__', '[', '}', ','),
);

export const anyString = (): fc.Arbitrary<string> => fc.string({ unit: anyUnit });

/** Any JSON value, hostile names and lone surrogates among its strings, as text with any spacing. */
export const jsonText = (unit: fc.Arbitrary<string> = anyUnit): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.jsonValue({ stringUnit: unit, maxDepth: 4 }),
      fc.constantFrom(undefined, 1, '\t', '\r\n ', '\n\n'),
    )
    .map(([value, space]) => {
      const text = JSON.stringify(value, undefined, typeof space === 'number' ? space : undefined);
      return typeof space === 'string' ? respace(text, space) : text;
    });

/** Puts `space` around every token of compact JSON. */
const respace = (text: string, space: string): string =>
  text.replace(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gsu, (token) => space + token) + space;

/** Text that is nearly JSON: a good one with a piece cut out, doubled or put in. */
export const brokenText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.string({
      unit: fc.constantFrom(...'{}[]",:\\ \n0123456789.-+eEtrufalsn\u0000\ud800x'.split(/(?:)/u)),
    }),
    fc.tuple(jsonText(), fc.nat(), fc.nat(8), fc.string({ maxLength: 3 })).map(([text, at, cut, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + cut);
    }),
  );
