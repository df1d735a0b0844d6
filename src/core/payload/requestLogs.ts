import type { FalClient, FalRequest, LogEntry } from '../fal/types';
import { mapInSlices } from '../base/slices';
import { EntryReader } from '../tail/entryReader';
import { formatEntry } from '../tail/format';
import { readBack } from '../tail/readBack';
import { TONES, type Row } from './view';

/** What a person would read here; more belongs into a tail. */
const MOST_ENTRIES = 5_000;
/** The clocks of gateway and runner differ, and a runner may print on after its answer. */
const BEFORE_MS = 60_000;
const AFTER_MS = 120_000;

/** What a tail puts before the further lines of an entry: here they stand below the first by themselves. */
const INDENT = /^ {4}/;

export interface RequestLogs {
  readonly rows: readonly Row[];
  /** Older ones were left out. */
  readonly isCut: boolean;
  /** The app's revision that ran it, where a line tells. */
  readonly revision?: string;
}

export interface LogSpan {
  readonly start: number;
  readonly end: number;
}

/** When a request may have printed something; both ends are always sent, since fal looks back a day only by itself. */
export const logSpan = ({ sentAt, startedAt, endedAt }: FalRequest, now: number): LogSpan => ({
  start: Math.min(sentAt, startedAt ?? sentAt) - BEFORE_MS,
  end: Math.max(endedAt ?? now, sentAt) + AFTER_MS,
});

/**
 * Reads a request's logs, oldest first. fal's history comes newest first, so of too many the oldest are left out.
 * @throws {FalError} also where there are some, and none can be read.
 */
export async function readRequestLogs(
  logHistory: FalClient['logHistory'],
  request: FalRequest,
  now: number,
  signal: AbortSignal,
): Promise<RequestLogs> {
  const { start, end } = logSpan(request, now);
  const query = {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    requestId: request.requestId,
    traceback: true,
  };
  const back = await readBack(logHistory, query, signal, { mostEntries: MOST_ENTRIES });
  const entries = back.entries.map(({ entry }) => entry);
  if (entries.length === 0 && back.unreadable !== undefined) throw back.unreadable;
  return {
    rows: await toRows(entries, signal),
    isCut: !back.isWhole,
    revision: entries.find(({ revision }) => revision !== '')?.revision,
  };
}

interface Line {
  readonly time: string;
  readonly text: string;
  readonly tone?: Row['tone'];
}

/** In slices: five thousand entries of long tracebacks take a while to read. */
async function toRows(entries: readonly LogEntry[], signal: AbortSignal): Promise<Row[]> {
  const reader = new EntryReader();
  const lines = (await mapInSlices(entries, (entry) => toLines(entry, reader), signal)).flat();
  return mapInSlices(
    lines,
    ({ time, text, tone }, index) => ({
      id: index,
      kind: 'log',
      tone,
      level: 1,
      siblings: lines.length,
      index,
      key: time,
      isItem: true,
      text,
    }),
    signal,
  );
}

/** An entry as a tail writes it, without the date and the app, which are the same in all. */
function toLines(entry: LogEntry, reader: EntryReader): Line[] {
  const [first = '', ...more] = formatEntry(entry, reader.read(entry)).trimEnd().split('\n');
  const [, time = '', level, message = first] = /^\S+ (\S+) \[(\w+)\] \[[^\]]*\] (.*)$/s.exec(first) ?? [];
  const tone = TONES.find((each) => each === level);
  return [
    { time, text: message, tone },
    ...more.map((text) => ({ time: '', text: text.replace(INDENT, ''), tone })),
  ];
}
