import fc from 'fast-check';
import { keyHider } from '../../../src/core/base/redact';
import { jsonText } from './json';

/** One of fal’s form, one with all that JSON escapes, one that might be part of a number, one with a short secret. */
export const JSON_KEYS = [
  'f1c2a9e0-3d47-4b58-8e90-5a7b1c2d3e4f:b0d9c8b7a6f5e4d3',
  `odd:"se\\cr/et'`,
  'id:12345678',
  'wrong:key',
];

/** What ends texts of JSON, shells, Python and JavaScript, what hides in them, and keys with their parts. */
const unit = fc.oneof(
  fc.constantFrom(...JSON_KEYS, ...JSON_KEYS.map((key) => key.slice(key.indexOf(':') + 1)), 'id:', 'b', 'u0'),
  fc.constantFrom(
    '"',
    '\\',
    "'",
    '`',
    '${',
    '\n',
    '\b',
    '\u2028',
    '\u202e',
    '😀',
    '\ud83d',
    'JSON',
    '//',
    'é',
  ),
  fc.constantFrom('__proto__', `Bearer aaaaaaaa", x: run(), //`, `'''`, '*/', 'x'),
);

/** JSON whose strings hold such texts, some of their characters written as escapes. */
export const jsonWithKeys = (): fc.Arbitrary<string> =>
  fc
    .tuple(jsonText(unit), fc.constantFrom(0, 1, 2, 5, 9))
    .map(([text, every]) => (every === 0 ? text : respell(text, every)));

const respell = (text: string, every: number): string =>
  text.replace(/"(?:[^"\\]|\\.)*"/gs, (token) =>
    token.replace(/\\(?:u.{4}|.)|[^"\\]/gs, (character, at: number) =>
      character.length === 1 && at % every === 0
        ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
        : character,
    ),
  );

/** The same value with the keys hidden in each of its texts and names. */
export function withoutKeys(value: unknown): unknown {
  if (typeof value === 'string') return JSON_KEYS.reduce((text, key) => keyHider(key)(text), value);
  if (Array.isArray(value)) return value.map(withoutKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [withoutKeys(name), withoutKeys(held)]),
  ) as unknown;
}
