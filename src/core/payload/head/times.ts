import * as l10n from '@vscode/l10n';
import { createTimes } from '../../base/times';
import type { FalRequest } from '../../fal/types';
import type { Reader } from '../reader';
import type { HeadFact } from '../view';

/** When a request was sent, in the reader's zone, and how long it took by fal's own figure. */
export function describeTimes(request: FalRequest, reader: Reader): HeadFact[] {
  return [
    { label: l10n.t('Sent'), value: describeInstant(request.sentAt, reader) },
    ...describeOwnFigure(request, reader),
  ];
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

/** `250 ms`, `5.13 s`, `2 min 5 s`, `3 h 4 min`. */
export function describeDuration(duration: number, { locale }: Pick<Reader, 'locale'>): string {
  // As fal gives it in seconds, 8.11 s are 8109.999… ms.
  const ms = Math.round(duration);
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
  return createTimes(locale, timeZone).whole(time);
}

/** Dates end 8.64e15 ms from 1970; beyond, formatting throws. */
export const isTime = (time: number): boolean => Math.abs(time) <= 8.64e15;
