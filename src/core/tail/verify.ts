import { isAbort, toError } from '../base/errors';
import { sleep } from '../base/sleep';
import { unlessAborted } from '../base/unlessAborted';
import type { FalClient, SentEntry } from '../fal/types';
import { askPatiently } from './askPatiently';
import { toLogQuery, type LogFilter } from './filter';
import type { Gap } from './gap';
import { MOST_PAGES, readBack } from './readBack';
import type { ResumePoint } from './resume';

/** History takes in entries some seconds late, and now and then much later: it is looked at after each of these. */
const LOOKS_AFTER_MS = [10_000, 50_000] as const;
/** Of what was replayed or read before, the end alone is held against history, as long as nothing is missing there. */
const PAGES_AGAIN = 20;
const MOST_TRIES = 6;

export interface VerifyParts {
  readonly logHistory: FalClient['logHistory'];
  readonly filter: LogFilter;
  readonly resume: ResumePoint;
  /** Shows entries that belong before some that are shown. */
  readonly late: (missed: readonly SentEntry[]) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

/** Why it is not proved that all lines of a gap came; without a cause, history does not reach that far. */
export interface Doubt {
  readonly cause?: Error;
}

/**
 * Holds what was shown of a gap against history, shows what was missed, and looks again later. Whatever a stream
 * replayed, it may have left something out.
 */
export async function verify(gap: Gap, parts: VerifyParts, signal: AbortSignal): Promise<Doubt | undefined> {
  const over = AbortSignal.any([signal, gap.superseded]);
  const isOver = (): boolean => over.aborted;
  let doubt: Doubt | undefined;
  const lookAfter = async (waitMs: number): Promise<void> => {
    await sleep(waitMs, over);
    if (!isOver()) doubt = await look(gap, parts, over);
  };
  for (const waitMs of LOOKS_AFTER_MS) await lookAfter(waitMs);
  if (gap.firstLive === undefined && !isOver()) {
    // As long as nothing comes, nothing tells how far history is.
    await unlessAborted(gap.closed, over).catch(() => undefined);
    await lookAfter(LOOKS_AFTER_MS[0]);
  }
  return isOver() || gap.isReplayed ? undefined : doubt;
}

/** One look, which goes through what heals by itself. */
async function look(gap: Gap, parts: VerifyParts, signal: AbortSignal): Promise<Doubt | undefined> {
  const { random } = parts;
  try {
    return await askPatiently(() => compare(gap, parts, signal), { signal, random, mostTries: MOST_TRIES });
  } catch (error) {
    return isAbort(error) || signal.aborted ? undefined : { cause: toError(error) };
  }
}

async function compare(gap: Gap, parts: VerifyParts, signal: AbortSignal): Promise<Doubt | undefined> {
  const { logHistory, filter, resume, late } = parts;
  const { untilMs, isReplayed, wasRead } = gap;
  // `end` is exclusive, and times have microseconds below the millisecond.
  const query = toLogQuery(filter, gap.fromMs, untilMs === undefined ? undefined : untilMs + 1);
  const mostPages = isReplayed || wasRead ? PAGES_AGAIN : MOST_PAGES;
  const back = await readBack(logHistory, query, signal, { mostPages });
  const isReached = isReplayed || (await reaches(gap, parts, signal));
  if (signal.aborted) return undefined;
  // Looked at last: the stream went on meanwhile.
  const missed = gap.missingOf(back.entries);
  if (missed.length > 0) {
    for (const sent of missed) resume.remember(sent);
    resume.expectAgain(missed);
    await late(missed);
    gap.isReplayed = false;
  }
  const isWhole = back.isWhole || (mostPages === PAGES_AGAIN && missed.length === 0);
  if (!isWhole && mostPages === PAGES_AGAIN) {
    gap.wasRead = false;
    return compare(gap, parts, signal);
  }
  gap.wasRead = isWhole;
  if (back.unreadable !== undefined) return { cause: back.unreadable };
  return isWhole && isReached ? undefined : {};
}

/** Whether history has taken in an entry from after the gap; where none came, nothing hints at a loss. */
async function reaches({ firstLive }: Gap, parts: VerifyParts, signal: AbortSignal): Promise<boolean> {
  if (firstLive === undefined) return true;
  const query = { ...toLogQuery(parts.filter, firstLive.time), limit: 1 };
  return (await parts.logHistory(query, signal)).items.length > 0;
}
