import type { FalClient, LogEntry } from '../fal/types';
import { toLogQuery, type LogFilter } from './filter';

const PAGE_ENTRIES = 1_000;

/**
 * Every entry of a closed range, oldest first. fal's history comes newest first and has no other order, so all of it
 * is read before the first entry can be shown.
 * @param onProgress how many entries were read.
 */
export async function readRange(
  logHistory: FalClient['logHistory'],
  filter: LogFilter,
  beginMs: number,
  endMs: number,
  signal: AbortSignal,
  onProgress: (count: number) => void,
): Promise<readonly LogEntry[]> {
  const newestFirst: LogEntry[] = [];
  const query = { ...toLogQuery(filter, beginMs, endMs), limit: PAGE_ENTRIES };
  let cursor: string | undefined;
  for (;;) {
    const page = await logHistory({ ...query, cursor }, signal);
    for (const entry of page.items) newestFirst.push(entry);
    onProgress(newestFirst.length);
    // A cursor that does not move would bring the same page for ever.
    if (page.nextCursor === undefined || page.nextCursor === cursor || page.items.length === 0) break;
    cursor = page.nextCursor;
  }
  return newestFirst.reverse();
}
