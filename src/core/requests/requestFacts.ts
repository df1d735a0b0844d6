import type { FalRequest } from '../fal/types';

/** `unknown`: running still, or never recorded; fal does not tell these apart. */
export type StatusClass = 'success' | 'userError' | 'error' | 'unknown';

/** fal's own classes: 2xx succeeded, 4xx is the caller's error, 5xx the app's. */
export function classifyStatus(statusCode: number | undefined): StatusClass {
  if (statusCode === undefined) return 'unknown';
  if (statusCode >= 200 && statusCode < 300) return 'success';
  if (statusCode >= 400 && statusCode < 500) return 'userError';
  return statusCode >= 500 && statusCode < 600 ? 'error' : 'unknown';
}

/** Each `undefined` where it cannot be known: a time is missing, or the clocks of two machines disagree. */
export interface RequestTimes {
  /** From sent to ended. fal's own figure goes first: it need not equal the difference of the times. */
  readonly durationMs?: number;
  /** From sent to started. */
  readonly waitMs?: number;
  /** From started to ended. */
  readonly runMs?: number;
}

export function timesOf({ durationSeconds, sentAt, startedAt, endedAt }: FalRequest): RequestTimes {
  return {
    durationMs:
      span(0, durationSeconds === undefined ? undefined : durationSeconds * 1000) ?? span(sentAt, endedAt),
    waitMs: span(sentAt, startedAt),
    runMs: span(startedAt, endedAt),
  };
}

function span(from: number | undefined, to: number | undefined): number | undefined {
  if (from === undefined || to === undefined) return undefined;
  const ms = to - from;
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}

/** Whether two answers say the same of a request. */
export const readsTheSame = (a: FalRequest, b: FalRequest): boolean =>
  a.requestId === b.requestId &&
  a.statusCode === b.statusCode &&
  a.endedAt === b.endedAt &&
  a.startedAt === b.startedAt &&
  a.sentAt === b.sentAt &&
  a.durationSeconds === b.durationSeconds &&
  a.endpointId === b.endpointId &&
  a.runnerId === b.runnerId &&
  a.billableUnits === b.billableUnits;
