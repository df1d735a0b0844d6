import type { FalClient, SentEntry } from '../fal/types';
import { toLogQuery, type LogFilter } from './filter';
import { isInGap, type Gap } from './gap';
import { identify } from './identity';
import { readBack } from './readBack';
import type { ResumePoint } from './resume';

export interface Missed {
  /** Oldest first: what history has of the gap and was not shown. */
  readonly missed: readonly SentEntry[];
  /** Whether history is known to have taken in all of the gap. */
  readonly isWhole: boolean;
}

/** Looks once more at a gap that history was asked to fill, for it may not have taken everything in by then. */
export async function findMissed(
  logHistory: FalClient['logHistory'],
  filter: LogFilter,
  gap: Gap,
  resume: ResumePoint,
  signal: AbortSignal,
): Promise<Missed> {
  const endMs = gap.firstLive?.time;
  // `end` is exclusive, and times have microseconds below the millisecond.
  const query = toLogQuery(filter, gap.fromMs, endMs === undefined ? undefined : endMs + 1);
  const { entries, isWhole } = await readBack(logHistory, query, signal);
  // Without a later entry nothing came at all, and nothing hints at a loss.
  const reachesEnd =
    endMs === undefined ||
    (await logHistory({ ...toLogQuery(filter, endMs), limit: 1 }, signal)).items.length > 0;
  // Looked at last: the stream went on meanwhile.
  const shown = resume.shownIn(gap);
  const missed = entries.filter(({ entry }) => isInGap(gap, entry) && !shown.take(identify(entry)));
  return { missed, isWhole: isWhole && reachesEnd };
}
