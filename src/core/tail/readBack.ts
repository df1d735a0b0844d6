import type { FalError } from '../fal/errors';
import type { FalClient, LogQuery, SentEntry } from '../fal/types';
import { Counts, identify } from './identity';

const PAGE_ENTRIES = 1_000;
/** 100,000 entries. A longer gap is said to be one. */
export const MOST_PAGES = 100;

export interface Back {
  /** Oldest first. */
  readonly entries: readonly SentEntry[];
  /** `false`: there is more, but it was not or cannot be read. */
  readonly isWhole: boolean;
  /** What some have that is there and is not among the entries. */
  readonly unreadable?: FalError;
}

export interface ReadBackOptions {
  readonly mostPages?: number;
  /** No further page is asked for once there are so many. */
  readonly mostEntries?: number;
  readonly onProgress?: (entries: number) => void;
}

/**
 * Reads what fal's history has for a query. It comes newest first and has no other order, so all of it is read before
 * the oldest is known. Pages are asked for by `end` rather than by fal's cursor: that is a time too, of which it is not
 * documented whether its own instant comes again, nor that it has the microseconds of the entries. Asked so, the last
 * millisecond of a page comes once more, and whole; only where it fills a page does the cursor lead on.
 */
export async function readBack(
  logHistory: FalClient['logHistory'],
  query: LogQuery,
  signal: AbortSignal,
  { mostPages = MOST_PAGES, mostEntries = Infinity, onProgress }: ReadBackOptions = {},
): Promise<Back> {
  const newestFirst: SentEntry[] = [];
  let isWhole = true;
  let unreadable: FalError | undefined;
  let next: { readonly end?: string; readonly cursor?: string } = {};
  for (let pages = 0; pages < mostPages && newestFirst.length < mostEntries; pages++) {
    const page = await logHistory({ ...query, ...next, limit: PAGE_ENTRIES }, signal);
    unreadable ??= page.unreadable;
    for (const sent of withoutBorder(newestFirst, page.items)) newestFirst.push(sent);
    onProgress?.(newestFirst.length);
    const { nextCursor } = page;
    if (nextCursor === undefined) return backOf(newestFirst, isWhole, unreadable);
    const end = endAfter(newestFirst.at(-1));
    if (end !== undefined && end !== next.end) next = { end };
    else if (nextCursor !== next.cursor) {
      // More entries than a page holds within one millisecond, of which the cursor may skip some, or none to be read.
      isWhole = false;
      next = { ...next, cursor: nextCursor };
    } else break;
  }
  return backOf(newestFirst, false, unreadable);
}

const backOf = (newestFirst: SentEntry[], isWhole: boolean, unreadable?: FalError): Back => ({
  entries: newestFirst.reverse(),
  isWhole,
  ...(unreadable === undefined ? {} : { unreadable }),
});

const endAfter = (oldest: SentEntry | undefined): string | undefined =>
  oldest && new Date(oldest.entry.time + 1).toISOString();

/** The entries of a further page but for those of its first millisecond that came with the page before. */
function withoutBorder(before: readonly SentEntry[], page: readonly SentEntry[]): readonly SentEntry[] {
  const border = before.at(-1)?.entry.time;
  if (border === undefined || page[0]?.entry.time !== border) return page;
  const known = new Counts();
  for (let at = before.length - 1; before[at]?.entry.time === border; at--) {
    const sent = before[at];
    if (sent !== undefined) known.add(identify(sent.entry));
  }
  return page.filter(({ entry }) => entry.time !== border || !known.take(identify(entry)));
}
