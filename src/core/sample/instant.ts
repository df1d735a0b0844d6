/** Instants in microseconds since the epoch: fal's timestamps are that fine, and 2^53 has room for them. */
export type Micros = number;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?$/i;

/** `undefined` when the text is no instant. A text without zone is UTC. */
export function parseInstant(text: string): Micros | undefined {
  const match = DATE_TIME.exec(DAY.test(text) ? `${text}T00:00:00Z` : text);
  if (!match) return undefined;
  const [, second, fraction = '', zone = 'Z'] = match;
  const ms = Date.parse(`${second ?? ''}${zone.toUpperCase()}`);
  return Number.isNaN(ms) ? undefined : ms * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

/** As parameters have to be: a day, or a date-time that names its zone. */
export const isParameterInstant = (text: string): boolean =>
  parseInstant(text) !== undefined && (DAY.test(text) || /(?:Z|[+-]\d{2}:\d{2})$/i.test(text));

/** `2025-09-19T12:16:10.599608`, with a `Z` unless it is to be naive. */
export function formatInstant(micros: Micros, zone: 'Z' | '' = 'Z'): string {
  const second = new Date(Math.floor(micros / 1_000_000) * 1000).toISOString().slice(0, 19);
  return `${second}.${String(micros % 1_000_000).padStart(6, '0')}${zone}`;
}
