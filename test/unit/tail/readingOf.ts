import type { SessionReading } from '../../../src/core/tail/inOrder';
import type { LateEntry, Recorded } from '../../../src/core/tail/record';

/** A session log in memory, a record at a time. */
export const readingOf = (recorded: readonly Recorded[], gone = 0): SessionReading => ({
  gone,
  all: () => oneByOne(recorded),
  late: () =>
    oneByOne(recorded.filter((each): each is LateEntry => each.kind === 'entry' && each.isLate === true)),
  close: () => Promise.resolve(),
});

async function* oneByOne<T>(all: readonly T[]): AsyncGenerator<readonly T[]> {
  for (const each of all) yield await Promise.resolve([each]);
}
