import type { LogFilter } from './filter';
import type { LifeState } from './rangeReading';
import type { Figures } from './transcript';

/** What of a tail decides how it fares when its filter is tailed once more. */
export interface KnownTail {
  readonly filter: Pick<LogFilter, 'until'>;
  readonly life: { readonly state: LifeState; readonly isStopped: boolean; readonly canGoOn: boolean };
  readonly transcript: { readonly figures: Pick<Figures, 'received'> };
}

export const isRunning = ({ life }: KnownTail): boolean => life.state.kind !== 'ended' && !life.isStopped;

/** Of tails with the same filter, the one that is shown and goes on; `undefined` where another begins. */
export const findToGoOn = <T extends KnownTail>(same: readonly T[]): T | undefined =>
  same.find(isRunning) ?? same.find(isCutShort);

/** Nobody misses it: nothing came. */
export const isBlank = ({ transcript }: KnownTail): boolean => transcript.figures.received === 0;

/** A range that ended before its end: it reads on. */
const isCutShort = ({ filter, life }: KnownTail): boolean =>
  filter.until !== undefined && life.state.kind === 'ended' && life.canGoOn;
