import type { StreamItem } from '../../src/core/fal/types';

/** What came of a stream, in one line. */
export const showItem = (item: StreamItem): string =>
  item.kind === 'entry' ? item.entry.message : item.kind === 'raw' ? `raw ${item.text}` : item.kind;
