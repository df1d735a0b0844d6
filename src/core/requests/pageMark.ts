import type { FalRequest, Page } from '../fal/types';
import type { PageMark, PageRange } from './requestHistory';

/**
 * Where the page after this one begins. A cursor may count rows: once one that ran has ended, later than `end`, the
 * next page would begin a row too low. So below a page with such a one it begins by time, unless that would not move on.
 */
export function markAfter(
  { items, nextCursor }: Page<FalRequest>,
  { start, end }: PageRange,
  isByTime: boolean,
): PageMark | undefined {
  if (nextCursor === undefined) return undefined;
  const lowest = items.findLast(({ endedAt }) => endedAt !== undefined);
  const mayShift = isByTime && items.some(({ endedAt }) => endedAt === undefined);
  const below = mayShift && lowest !== undefined ? markBelow(lowest, start) : undefined;
  if (below !== undefined && Date.parse(below.end) < Date.parse(end)) return below;
  return { cursor: nextCursor, end, start };
}

/** The page begins with this row once more: two requests may end in one millisecond. */
export function markBelow({ endedAt = 0 }: FalRequest, start: string | undefined): PageMark {
  return { end: new Date(endedAt + 1).toISOString(), start };
}
