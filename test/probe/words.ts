import { redact } from '../../src/core/base/redact';

/**
 * Of what fal sends, only this reaches the table: numbers, and names that have the form of a name. Never a value: it
 * may be a payload, a secret or the key.
 */
const NAME = /^[a-z][a-z_-]{0,23}$/i;

/** `event ×3, log ×1, 2 others`. */
export function countNames(names: Iterable<string>): string {
  const counts = new Map<string, number>();
  let others = 0;
  for (const name of names) {
    if (NAME.test(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
    else others++;
  }
  const parts = [...counts].map(([name, count]) => `${name} ×${count}`);
  if (others > 0) parts.push(`${others} other${others === 1 ? '' : 's'}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** `text/event-stream`, without its parameters. */
export const mediaType = (header: string | null): string =>
  /^[a-z]+\/[a-z.+-]+/i.exec(header ?? '')?.[0].toLowerCase() ?? 'no content-type';

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

/** The last word on whatever is printed. */
export const safe = (text: string, key: string): string => redact(text, key).replace(/\s+/g, ' ');

/** A JSON value by its kind and size alone. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
