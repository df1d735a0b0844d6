import type { FalRequest } from '../fal/types';
import { countUntil } from './lettingGo';
import type { Stretch } from './requestHistory';

/**
 * The stretches with a row where it ended, one that runs on top of those that ended; `undefined` where it belongs in a
 * gap or below all, for there a mark leads to it. By time only.
 */
export function placeRow(held: readonly Stretch[], row: FalRequest): readonly Stretch[] | undefined {
  const { endedAt = Infinity } = row;
  for (const [at, stretch] of held.entries()) {
    const count = countUntil(stretch.rows, (each) => each.endedAt !== undefined && each.endedAt <= endedAt);
    if (count === stretch.rows.length && stretch.more !== undefined) continue;
    const [above, below] = stretch.rows.splitAt(count);
    const isInGap = at > 0 && above.countAtEnd(({ endedAt: end }) => end === undefined) === count;
    return isInGap ? undefined : held.with(at, { ...stretch, rows: above.append([row]).concat(below) });
  }
  return undefined;
}
