import type { LogEntry, SentEntry } from '../../src/core/fal/types';

/** A log entry, with the JSON that it came as. */
export function sentEntry(message: string, time: number, more: Partial<LogEntry> = {}): SentEntry {
  const timestamp = new Date(time).toISOString();
  const entry = { time, timestamp, level: 'info', message, app: 'a', revision: '', labels: {}, ...more };
  return {
    kind: 'entry',
    entry,
    // Written when it is asked for: tests make entries by the ten thousand, and most need no JSON.
    get json() {
      return JSON.stringify(entry);
    },
  };
}
