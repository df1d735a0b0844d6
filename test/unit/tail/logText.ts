import type { LogEntry, SentEntry } from '../../../src/core/fal/types';
import { sentEntry } from '../../support/sentEntry';

/** The time first, for tests that write whole logs. */
export const sentAt = (time: number, message: string, more: Partial<LogEntry> = {}): SentEntry =>
  sentEntry(message, time, more);

export const messages = (sent: readonly SentEntry[]): string[] => sent.map(({ entry }) => entry.message);
