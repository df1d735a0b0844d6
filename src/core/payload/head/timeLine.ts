import * as l10n from '@vscode/l10n';
import type { FalRequest } from '../../fal/types';
import type { TimePart } from '../view';
import type { Reader } from '../reader';
import { describeDuration, isTime } from './times';

/** What is unfinished for longer is no time but a missing record. */
const MAX_OPEN_MS = 86_400_000;

/**
 * How long a request waited, ran, and took in all. What is not over yet reaches to this moment; times that are missing
 * or contradict each other have words and no length.
 */
export function describeTimeLine(request: FalRequest, reader: Reader): TimePart[] {
  const { sentAt, startedAt, endedAt } = request;
  const now = isUnderWay(request, reader.now) ? reader.now : undefined;
  const noEnd = request.statusCode === undefined ? notFinished() : l10n.t('fal gives no end');
  const sinceStart = startedAt === undefined ? undefined : now;
  const waited = {
    id: 'waited',
    label: l10n.t('Waited'),
    ...(startedAt === undefined
      ? { value: notStarted(), ms: now === undefined ? undefined : now - sentAt, isOpen: true }
      : describeSpan(sentAt, startedAt, reader)),
  } as const;
  const ran = {
    id: 'ran',
    label: l10n.t('Ran'),
    ...(endedAt === undefined
      ? describeOpen(startedAt, sinceStart, noEnd, reader)
      : describeSpan(startedAt, endedAt, reader)),
  } as const;
  const total = {
    id: 'total',
    label: l10n.t('Total'),
    ...(endedAt === undefined
      ? describeOpen(sentAt, now, noEnd, reader)
      : describeSpan(sentAt, endedAt, reader)),
  } as const;
  return [waited, ran, total];
}

const notStarted = (): string => l10n.t('not started, as far as fal has told');
const notFinished = (): string => l10n.t('not finished, as far as fal has told');

/** Neither its end nor its outcome is known, and it is young enough to be running still. */
export const isUnderWay = ({ sentAt, endedAt, statusCode }: FalRequest, now: number): boolean =>
  endedAt === undefined && statusCode === undefined && now >= sentAt && now - sentAt < MAX_OPEN_MS;

type Span = Pick<TimePart, 'value' | 'ms' | 'isOpen'>;

function describeSpan(from: number | undefined, to: number, reader: Reader): Span {
  if (from === undefined || !isTime(from) || !isTime(to)) return { value: l10n.t('unknown'), isOpen: false };
  const by = describeDuration(Math.abs(to - from), reader);
  if (to >= from) return { value: by, ms: to - from, isOpen: false };
  return { value: l10n.t('unknown: fal’s times contradict each other by {0}', by), isOpen: false };
}

function describeOpen(
  from: number | undefined,
  now: number | undefined,
  otherwise: string,
  reader: Reader,
): Span {
  if (from === undefined || now === undefined || now < from) return { value: otherwise, isOpen: true };
  return { value: l10n.t('{0} so far', describeDuration(now - from, reader)), ms: now - from, isOpen: true };
}
