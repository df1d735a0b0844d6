import type { LogEntry, SentEntry } from '../../../src/core/fal/types';
/** The time first, for tests that write whole logs. */
export declare const sentAt: (time: number, message: string, more?: Partial<LogEntry>) => SentEntry;
export declare const messages: (sent: readonly SentEntry[]) => string[];
