import * as l10n from '@vscode/l10n';
import type { FalRequest } from '../fal/types';
import type { HeadFact } from './protocol';
import type { Reader } from './reader';

/** When a request was sent and how long it waited and ran, in the reader's zone and words. */
export function describeTimes(request: FalRequest, reader: Reader): HeadFact[] {
  return [
    { label: l10n.t('Sent'), value: describeInstant(request.sentAt, reader) },
    describeWait(request, reader),
    describeRun(request, reader),
    ...describeOwnFigure(request, reader),
  ];
}

function describeWait({ sentAt, startedAt }: FalRequest, reader: Reader): HeadFact {
  const label = l10n.t('Waited');
  if (startedAt === undefined) return { label, value: l10n.t('not started, as far as fal has told') };
  return { label, value: describeSpan(sentAt, startedAt, reader) };
}

function describeRun({ startedAt, endedAt, statusCode }: FalRequest, reader: Reader): HeadFact {
  const label = l10n.t('Ran');
  if (endedAt !== undefined) return { label, value: describeSpan(startedAt, endedAt, reader) };
  return {
    label,
    value:
      statusCode === undefined ? l10n.t('not finished, as far as fal has told') : l10n.t('fal gives no end'),
  };
}

function describeOwnFigure({ durationSeconds }: FalRequest, reader: Reader): HeadFact[] {
  if (durationSeconds === undefined || !Number.isFinite(durationSeconds)) return [];
  return [
    {
      label: l10n.t('fal’s own duration'),
      value: describeDuration(durationSeconds * 1000, reader),
      hint: l10n.t('The figure fal gives; it need not equal the difference of the times.'),
    },
  ];
}

function describeSpan(from: number | undefined, to: number, reader: Reader): string {
  if (from === undefined || !isTime(from) || !isTime(to)) return l10n.t('unknown');
  if (to < from)
    return l10n.t('unknown: fal’s times contradict each other by {0}', describeDuration(from - to, reader));
  return describeDuration(to - from, reader);
}

/** `250 ms`, `5.13 s`, `2 min 5 s`, `3 h 4 min`. */
export function describeDuration(ms: number, { locale }: Pick<Reader, 'locale'>): string {
  if (ms < 0) return l10n.t('unknown');
  const round = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
  if (ms < 1000) return l10n.t('{0} ms', round(ms, 0));
  if (ms < 60_000) return l10n.t('{0} s', round(Math.floor(ms / 10) / 100, 2));
  const seconds = Math.floor(ms / 1000);
  if (seconds < 3600) return l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
  return l10n.t('{0} h {1} min', round(Math.floor(seconds / 3600), 0), Math.floor((seconds % 3600) / 60));
}

function describeInstant(time: number, { locale, timeZone }: Reader): string {
  if (!isTime(time)) return l10n.t('unknown');
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long', timeZone }).format(time);
}

/** Dates end 8.64e15 ms from 1970; beyond, formatting throws. */
const isTime = (time: number): boolean => Math.abs(time) <= 8.64e15;
