import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { oneOf, readArgument } from '../base/argumentError';
import { shortId } from '../base/shortId';
import type { RequestQuery } from '../fal/types';
import { checkRange, moment, parseMoment, parseSpanMs, rangeOf } from '../tail/timeSpan';
import type { Reader } from './reader';
import { extractRequestId } from './requestId';

/** The argument of `fal.filterRequests`; its form is fixed, for key bindings hold it. */
const RequestFilterArgument = v.strictObject({
  status: v.optional(oneOf(['success', 'error', 'user_error'])),
  since: v.optional(moment()),
  until: v.optional(moment()),
  requestId: v.optional(
    v.pipe(
      v.string(),
      v.rawTransform(({ dataset, addIssue, NEVER }) => {
        const id = extractRequestId(dataset.value);
        if (id !== undefined) return id;
        addIssue({ message: l10n.t('it takes a request id, a UUID.') });
        return NEVER;
      }),
    ),
  ),
  sortBy: v.optional(oneOf(['ended_at', 'duration'])),
});

/** Which requests are shown, and in what order; empty is fal's own: the last 24 hours, newest first. */
export type RequestFilter = v.InferOutput<typeof RequestFilterArgument>;

/** @throws {ArgumentError} naming the wrong field and what it takes. */
export function readRequestFilter(argument: unknown): RequestFilter {
  const filter = fixRange(tidy(readArgument(RequestFilterArgument, argument)), Date.now());
  checkRange(filter);
  return filter;
}

/** Without what is no departure: the default order, and fields that are there but empty. */
function tidy({ sortBy, ...rest }: RequestFilter): RequestFilter {
  const filter = { ...rest, ...(sortBy === 'duration' ? { sortBy } : {}) };
  const isSet = ([, value]: readonly [string, unknown]): boolean => value !== undefined;
  return Object.fromEntries(Object.entries(filter).filter(isSet));
}

/** Counted back from a later now, a beginning would come to lie behind an end that stands. */
function fixRange(filter: RequestFilter, now: number): RequestFilter {
  const { since, until } = filter;
  if (since === undefined || until === undefined || isSpan(until) || !isSpan(since)) return filter;
  return { ...filter, since: isoOf(parseMoment(since, now)) };
}

const isSpan = (text: string): boolean => parseSpanMs(text) !== undefined;

export const isFiltering = (filter: RequestFilter): boolean => Object.keys(filter).length > 0;

/** fal's own range. */
export const DEFAULT_SPAN = '24h';
const DEFAULT_SPAN_MS = 24 * 3_600_000;

/**
 * How far back all requests are shown, in words; `undefined` where some may be left out: an order alone leaves none
 * out, and with a span to clear would mean another one.
 */
export function wholeSpan({
  status,
  since = DEFAULT_SPAN,
  until,
  requestId,
}: RequestFilter): string | undefined {
  const isWhole = [status, until, requestId].every((part) => part === undefined);
  return isWhole && isSpan(since) ? writeSpan(since) : undefined;
}

export type FilterQuery = Pick<RequestQuery, 'status' | 'requestId' | 'sortBy' | 'start' | 'end'>;

export function toFilterQuery(filter: RequestFilter, now: number): FilterQuery {
  const { status, requestId, sortBy } = filter;
  const { start: since, end } = rangeOf(filter, now);
  // fal's own beginning counts back from now, and may lie behind the end; for one request it lies far enough back.
  const isOpen = since === undefined && end !== undefined && requestId === undefined;
  const start = isOpen ? end - DEFAULT_SPAN_MS : since;
  return { status, requestId, sortBy, start: isoOf(start), end: isoOf(end) };
}

/** In the few words that a view's title has room for; empty where nothing is on. */
export function describeRequestFilter(filter: RequestFilter, reader: Reader): string {
  const { status, requestId, sortBy } = filter;
  return [
    status && titleOfStatus(status),
    requestId && l10n.t('request {0}', shortId(requestId)),
    rangeWords(filter, reader),
    sortBy === 'duration' && l10n.t('slowest first'),
  ]
    .filter(Boolean)
    .join(' · ');
}

export function titleOfStatus(status: NonNullable<RequestFilter['status']>): string {
  switch (status) {
    case 'success':
      return l10n.t('successes');
    case 'user_error':
      return l10n.t('user errors');
    case 'error':
      return l10n.t('errors');
  }
}

function rangeWords({ since, until }: RequestFilter, reader: Reader): string | undefined {
  if (since === undefined && until === undefined) return undefined;
  if (until === undefined) return momentWords(since ?? '', reader);
  return since === undefined
    ? l10n.t('until {0}', momentWords(until, reader))
    : l10n.t('{0} to {1}', momentWords(since, reader), momentWords(until, reader));
}

function momentWords(text: string, { now, times }: Reader): string {
  if (isSpan(text)) return writeSpan(text);
  const time = parseMoment(text, now);
  return time === undefined ? text : times.short(time, now);
}

const writeSpan = (text: string): string => text.trim().replace(/^(\d+)\s*([smhd])$/i, spanWords);

const spanWords = (_: string, count: string, unit: string): string =>
  ({
    s: l10n.t('{0} s', count),
    m: l10n.t('{0} min', count),
    h: l10n.t('{0} h', count),
    d: l10n.t('{0} d', count),
  })[unit.toLowerCase()] ?? count;

const isoOf = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();
