import type { FalError } from '../fal/errors';
import type { FalClient, SentEntry } from '../fal/types';
import { toLogQuery, type LogFilter } from './filter';
import { readBack } from './readBack';

/** A part of more is read in smaller ones: it is held in memory until its oldest entry is known. */
const MOST_PAGES = 4;
/** So many a part is to have, which leaves room for guessing wrong. */
const WANTED_ENTRIES = 2_500;
const MOST_WIDENING = 4;
/** What was read of parts that were too long: it is kept until its turn comes, but not without bound. */
const MOST_KEPT_PARTS = 4;

export interface Range {
  /** Epoch milliseconds. */
  readonly fromMs: number;
  /** Exclusive. */
  readonly untilMs: number;
}

export interface RangePart extends Range {
  /** Oldest first. */
  readonly entries: readonly SentEntry[];
  /** `false`: fal's paging did not get past this part's only millisecond. */
  readonly isWhole: boolean;
  /** What keeps some from being among the entries. */
  readonly unreadable?: FalError | undefined;
}

/**
 * A closed range of fal's history from its oldest entry to its newest. History comes newest first and has no other
 * order, so the range is read in parts of time, each as long as the one before lets expect.
 */
export async function* partsOfRange(
  logHistory: FalClient['logHistory'],
  filter: LogFilter,
  { fromMs, untilMs }: Range,
  signal: AbortSignal,
): AsyncGenerator<RangePart, void> {
  /** The nearest last. */
  const kept: RangePart[] = [];
  let lengthMs = untilMs - fromMs;
  for (let from = fromMs; from < untilMs;) {
    const near = kept.at(-1);
    if (near?.fromMs === from) {
      kept.pop();
      yield near;
      from = near.untilMs;
      continue;
    }
    const part = { fromMs: from, untilMs: Math.min(near?.fromMs ?? untilMs, from + lengthMs) };
    const { entries, isWhole, unreadable } = await readPart(logHistory, filter, part, signal);
    if (isWhole || !canBeSplit(part)) {
      yield { ...part, entries, isWhole, unreadable };
      const wanted = WANTED_ENTRIES / Math.max(1, entries.length);
      lengthMs = Math.max(1, Math.floor(lengthOf(part) * Math.min(MOST_WIDENING, wanted)));
      from = part.untilMs;
    } else {
      const newest = newestOf(part, entries);
      if (newest.entries.length > 0) kept.push({ ...newest, unreadable });
      if (kept.length > MOST_KEPT_PARTS) kept.shift();
      lengthMs = shorten(part, newest);
    }
  }
}

async function readPart(
  logHistory: FalClient['logHistory'],
  filter: LogFilter,
  part: Range,
  signal: AbortSignal,
): Promise<Omit<RangePart, keyof Range>> {
  const { fromMs, untilMs } = part;
  const back = await readBack(logHistory, toLogQuery(filter, fromMs, untilMs), signal, {
    mostPages: canBeSplit(part) ? MOST_PAGES : Infinity,
  });
  const isWithin = ({ entry: { time } }: SentEntry): boolean => time >= fromMs && time < untilMs;
  return { ...back, entries: back.entries.filter(isWithin) };
}

/** What is known for certain of a part that was not read to its beginning: all after the oldest moment that came. */
function newestOf({ fromMs, untilMs }: Range, read: readonly SentEntry[]): RangePart {
  const oldestMs = read[0]?.entry.time ?? fromMs;
  const entries = read.filter(({ entry }) => entry.time > oldestMs);
  return { fromMs: oldestMs + 1, untilMs, entries, isWhole: true };
}

/** A time that is likely to hold so many as are wanted, if all is like the newest. */
function shorten(part: Range, newest: RangePart): number {
  const likely = (lengthOf(newest) * WANTED_ENTRIES) / Math.max(1, newest.entries.length);
  return Math.max(1, Math.floor(Math.min(likely, newest.fromMs - part.fromMs, lengthOf(part) / 2)));
}

const lengthOf = ({ fromMs, untilMs }: Range): number => untilMs - fromMs;
const canBeSplit = (range: Range): boolean => lengthOf(range) > 1;
