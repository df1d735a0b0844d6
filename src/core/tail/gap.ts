import type { LogEntry } from '../fal/types';
import { instantOf } from './identity';

/** When an entry was logged. */
type Moment = Pick<LogEntry, 'time' | 'timestamp'>;

/** A stretch of time in which the stream did not prove that it sent all there was. */
export interface Gap {
  readonly fromMs: number;
  /** The first entry that the stream sent after it; none as long as it has sent nothing. */
  firstLive?: Moment;
}

/** Times have microseconds, which `time` does not hold. */
const isAfter = (entry: Moment, other: Moment): boolean =>
  entry.time > other.time ||
  (entry.time === other.time && instantOf(entry.timestamp) > instantOf(other.timestamp));

/** The first entry after the gap counts among it: a twin of it may have been missed. */
export const isInGap = ({ fromMs, firstLive }: Gap, entry: Moment): boolean =>
  entry.time >= fromMs && (firstLive === undefined || !isAfter(entry, firstLive));
