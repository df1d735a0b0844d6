import * as l10n from '@vscode/l10n';
import { formatEntry, formatNote, formatRaw, type LineOptions } from './format';
import type { Recorded } from './record';

/** Anything that a tail took in, as lines of its channel. */
export function formatRecord(recorded: Recorded, options?: LineOptions): string {
  switch (recorded.kind) {
    case 'entry':
      return formatEntry(recorded.entry, options);
    case 'raw':
      return formatRaw(recorded.time, recorded.text, options);
    case 'note':
      return formatNote(recorded.time, recorded.level, recorded.text);
  }
}

/** What there is to say where a session log has lost its beginning; nothing where it has not. */
export const formatGone = (gone: number): string =>
  gone === 0
    ? ''
    : formatNote(
        Date.now(),
        'warning',
        gone === 1
          ? l10n.t('1 earlier line is gone: the session file keeps only the last ones.')
          : l10n.t('{0} earlier lines are gone: the session file keeps only the last ones.', gone),
      );
