import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { wrongValue } from '../base/argumentError';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30s`, `5m`, `2h`, `1d` as milliseconds; `undefined` when it is none of these. */
export function parseSpanMs(text: string): number | undefined {
  const [, count, unit] = /^(\d+)\s*([smhd])$/i.exec(text.trim()) ?? [];
  const unitMs = UNIT_MS[unit?.toLowerCase() ?? ''];
  return count === undefined || unitMs === undefined ? undefined : Number(count) * unitMs;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * A moment given as a span before `now` or as ISO 8601, as epoch milliseconds. Without a zone it is in the person's, as
 * a tail shows it.
 */
export function parseMoment(text: string, now: number): number | undefined {
  const spanMs = parseSpanMs(text);
  const time = spanMs === undefined ? parseDate(text.trim()) : now - spanMs;
  // A span of a million years leaves what a date can hold.
  return time === undefined || Number.isNaN(new Date(time).getTime()) ? undefined : time;
}

function parseDate(text: string): number | undefined {
  const [, date, time = '00:00', zone = ''] = ISO.exec(text) ?? [];
  return date === undefined || !isDay(date) ? undefined : Date.parse(`${date}T${time}${zone.toUpperCase()}`);
}

/** A date takes 30 February for 2 March. */
const isDay = (date: string): boolean => new Date(date).getUTCDate() === Number(date.slice(-2));

/** A moment as an argument gives it. */
export const moment = () => {
  const words = () =>
    l10n.t('it takes a span such as 30s, 5m, 2h or 1d, or a time such as 2026-01-31T08:00:00Z.');
  const isMoment = (text: string): boolean => parseMoment(text, Date.now()) !== undefined;
  return v.pipe(v.string(words), v.trim(), v.check(isMoment, words));
};

/** From when on and until when, each a moment where it is given. */
export interface Range {
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** The range in epoch milliseconds; a span counts back from `now`. */
export const rangeOf = ({ since, until }: Range, now: number): { start?: number; end?: number } => ({
  start: since === undefined ? undefined : parseMoment(since, now),
  end: until === undefined ? undefined : parseMoment(until, now),
});

/** @throws {ArgumentError} where a range ends before anything can be in it. */
export function checkRange(range: Range): void {
  const { start, end } = rangeOf(range, Date.now());
  if (start === undefined || end === undefined || start < end) return;
  throw wrongValue('until', l10n.t('it takes a time later than since.'));
}

const DEFAULT_BACKLOG_MS = 5 * 60_000;

/** Where what is shown begins, epoch milliseconds: at its since, else a backlog before now, or before its end. */
export function beginOf(range: Range, backlog: string, now: number): number {
  const { start, end = now } = rangeOf(range, now);
  if (start !== undefined) return start;
  const before = Math.min(now, end);
  const begin = parseMoment(backlog, before) ?? Infinity;
  // Without an end, nothing but what is to come may be wanted.
  const isWanted = begin < before || (begin === before && range.until === undefined);
  return isWanted ? begin : before - DEFAULT_BACKLOG_MS;
}
