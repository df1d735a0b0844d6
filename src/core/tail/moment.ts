import { instantOf } from './identity';

/** When something was logged: timestamps have microseconds, which `time` does not hold. */
export interface Moment {
  /** Epoch milliseconds. */
  readonly time: number;
  /** As fal sent it; what fal did not send has none. */
  readonly timestamp?: string;
}

/** Below nought when `a` was before `b`. */
export function compareMoments(a: Moment, b: Moment): number {
  if (a.time !== b.time) return a.time - b.time;
  const [one, other] = [instantOf(a.timestamp ?? ''), instantOf(b.timestamp ?? '')];
  return one < other ? -1 : one > other ? 1 : 0;
}

export const isAfter = (a: Moment, b: Moment): boolean => compareMoments(a, b) > 0;
