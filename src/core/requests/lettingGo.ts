import type { FalRequest } from '../fal/types';
import { ChunkedRows } from './chunkedRows';
import { markBelow } from './pageMark';
import type { Stretch } from './requestHistory';

/** An endpoint busy enough to leave a gap at every refresh must not grow for ever. */
const MOST_STRETCHES = 4;
/** Nor must one that is open for days. */
const MOST_ARRIVED = 1000;
/** The oldest go so many at a time, so that the list does not move at every turn. */
const LUMP = 100;

export interface Kept {
  readonly kept: readonly Stretch[];
  readonly lost: readonly Iterable<FalRequest>[];
}

type IsSo = (row: FalRequest) => boolean;

/** Without the oldest that arrived by themselves, once they are many: the mark above such a one leads on to its rows. */
export function leaveOldStretches(stretches: readonly Stretch[], isPaged: IsSo): Kept {
  const kept = [...stretches];
  const lost: Iterable<FalRequest>[] = [];
  while (kept.length > MOST_STRETCHES) {
    const oldest = kept.findLastIndex(({ rows }, at) => at > 0 && countUntil(rows, isPaged) === rows.length);
    if (oldest === -1) break;
    lost.push(...kept.splice(oldest, 1).map(({ rows }) => rows));
  }
  return { kept, lost };
}

/** Without the oldest rows that arrived by themselves, once they are many; a mark leads back to them. By time only. */
export function leaveOldArrivals(held: readonly Stretch[], isPaged: IsSo, arrived: number): Kept {
  const all: Kept = { kept: held, lost: [] };
  const cut = arrived > MOST_ARRIVED + LUMP ? findCut(held, isPaged) : undefined;
  const stretch = held[cut?.at ?? -1];
  if (cut === undefined || stretch === undefined) return all;
  const [newest] = stretch.rows.splitAt(cut.count);
  // No time leads to one that runs.
  const running = newest.countAtEnd(({ endedAt }) => endedAt === undefined);
  const [above, below] = stretch.rows.splitAt(cut.count - running);
  const { kept, lost, count } = fromFirst(isPaged, [{ ...stretch, rows: below }, ...held.slice(cut.at + 1)]);
  if (count < LUMP) return all;
  const more = above.last && markBelow(above.last, stretch.more?.start);
  return { kept: [...held.slice(0, cut.at), { rows: above, more }, ...kept], lost };
}

/** Without what a range that counts back from now has left behind. */
export function leaveRange(held: readonly Stretch[], isOld: IsSo, isByTime: boolean): Kept {
  const kept: Stretch[] = [];
  const lost: Iterable<FalRequest>[] = [];
  for (const [at, stretch] of held.entries()) {
    const { young, old } = sift(stretch.rows, isOld, isByTime);
    lost.push(old);
    // Below one that has left the range no other is in it, and no mark leads to any.
    if (isByTime && old.some(({ endedAt }) => endedAt !== undefined)) {
      lost.push(...held.slice(at + 1).map(({ rows }) => rows));
      kept.push({ rows: young });
      break;
    }
    kept.push(old.length === 0 ? stretch : { ...stretch, rows: young });
  }
  return { kept, lost };
}

/** By time, only those that run stand where they do not belong: on top. */
function sift(rows: ChunkedRows<FalRequest>, isOld: IsSo, isByTime: boolean) {
  const tail = rows.countAtEnd(isOld);
  const [above, below] = tail === 0 ? [rows, NO_ROWS] : rows.splitAt(rows.length - tail);
  const top: FalRequest[] = [];
  for (const row of above) {
    if (isByTime && row.endedAt !== undefined) break;
    top.push(row);
  }
  const old = top.filter(isOld);
  const young =
    old.length === 0
      ? above
      : above.replaceTop(
          top.length,
          top.filter((row) => !isOld(row)),
        );
  return { young, old: [...old, ...below] };
}

/** Above the first row that arrived by itself when there are enough of those. */
function findCut(held: readonly Stretch[], isPaged: IsSo) {
  let room = MOST_ARRIVED;
  for (const [at, { rows }] of held.entries()) {
    const count = countUntil(rows, (row) => !isPaged(row) && room-- === 0);
    if (count < rows.length) return { at, count };
  }
  return undefined;
}

/** From the first row on that is so; `count` rows stand above it. */
function fromFirst(isSo: IsSo, stretches: readonly Stretch[]): Kept & { readonly count: number } {
  const lost: ChunkedRows<FalRequest>[] = [];
  let count = 0;
  for (const [at, stretch] of stretches.entries()) {
    const [above, below] = stretch.rows.splitAt(countUntil(stretch.rows, isSo));
    lost.push(above);
    count += above.length;
    if (below.length > 0) {
      return { kept: [{ ...stretch, rows: below }, ...stretches.slice(at + 1)], lost, count };
    }
  }
  return { kept: [], lost, count };
}

/** How many rows stand above the first that is so. */
export function countUntil(rows: Iterable<FalRequest>, isSo: IsSo): number {
  let count = 0;
  for (const row of rows) {
    if (isSo(row)) break;
    count++;
  }
  return count;
}

const NO_ROWS = ChunkedRows.of<FalRequest>([]);
