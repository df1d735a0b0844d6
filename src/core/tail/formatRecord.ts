import { formatEntry, formatNote, formatRaw } from './format';
import type { Recorded } from './record';

/** Anything that a tail took in, as lines of its channel. */
export function formatRecord(recorded: Recorded): string {
  switch (recorded.kind) {
    case 'entry':
      return formatEntry(recorded.entry);
    case 'raw':
      return formatRaw(recorded.time, recorded.text);
    case 'note':
      return formatNote(recorded.time, recorded.level, recorded.text);
  }
}
