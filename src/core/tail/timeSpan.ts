import { parseTimestamp } from '../fal/timestamp';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `5m`, `2h`, `1d` as milliseconds; `undefined` when it is none of these. */
export function parseSpanMs(text: string): number | undefined {
  const [, count, unit] = /^(\d+)\s*([smhd])$/i.exec(text.trim()) ?? [];
  const unitMs = UNIT_MS[unit?.toLowerCase() ?? ''];
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}

/** A moment given as a span before `now` or as ISO 8601, as epoch milliseconds. */
export function parseMoment(text: string, now: number): number | undefined {
  const spanMs = parseSpanMs(text);
  const time = spanMs === undefined ? parseTimestamp(text) : now - spanMs;
  // A span of a million years leaves what a date can hold.
  return time === undefined || Number.isNaN(new Date(time).getTime()) ? undefined : time;
}
