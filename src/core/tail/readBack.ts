import type { FalClient, LogQuery, SentEntry } from '../fal/types';
import { Counts, identify } from './identity';

const PAGE_ENTRIES = 1_000;

export interface Back {
  /** Oldest first. */
  readonly entries: readonly SentEntry[];
  /** `false`: there is more, but it was not read, or fal's paging did not get past one instant. */
  readonly isWhole: boolean;
}

export interface ReadBackOptions {
  readonly mostPages?: number;
  readonly onProgress?: (entries: number) => void;
}

/**
 * Reads what fal's history has for a query. It comes newest first and has no other order, so all of it is read before
 * the oldest is known.
 */
export async function readBack(
  logHistory: FalClient['logHistory'],
  query: LogQuery,
  signal: AbortSignal,
  { mostPages = Infinity, onProgress }: ReadBackOptions = {},
): Promise<Back> {
  const newestFirst: SentEntry[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await logHistory({ ...query, limit: PAGE_ENTRIES, cursor }, signal);
    const fresh = withoutBorder(newestFirst, page.items);
    for (const sent of fresh) newestFirst.push(sent);
    onProgress?.(newestFirst.length);
    if (page.nextCursor === undefined) return { entries: newestFirst.reverse(), isWhole: true };
    // A cursor that does not move would bring the same page for ever.
    if (page.nextCursor === cursor || fresh.length === 0) break;
    cursor = page.nextCursor;
  }
  return { entries: newestFirst.reverse(), isWhole: false };
}

/**
 * The entries of a further page but for those that came with the last one: whether fal's cursor excludes its own
 * instant is not documented. Where it does not, that instant comes once more, and whole.
 */
function withoutBorder(before: readonly SentEntry[], page: readonly SentEntry[]): readonly SentEntry[] {
  const border = before.at(-1)?.entry.timestamp;
  if (border === undefined || page[0]?.entry.timestamp !== border) return page;
  const known = new Counts();
  for (const { entry } of before.slice().reverse()) {
    if (entry.timestamp !== border) break;
    known.add(identify(entry));
  }
  return page.filter(({ entry }) => entry.timestamp !== border || !known.take(identify(entry)));
}
