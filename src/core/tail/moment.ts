import type { LogEntry } from '../fal/types';
import { instantOf } from './identity';

/** When an entry was logged. */
export type Moment = Pick<LogEntry, 'time' | 'timestamp'>;

/** Times have microseconds, which `time` does not hold. */
export const isAfter = (entry: Moment, other: Moment): boolean =>
  entry.time > other.time ||
  (entry.time === other.time && instantOf(entry.timestamp) > instantOf(other.timestamp));
