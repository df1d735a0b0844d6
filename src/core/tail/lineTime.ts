/** How a channel's line begins; see `formatEntry`. */
const HEAD = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}\.\d{3}) \[/;
const HEAD_CHARACTERS = 25;
/** A longer entry's lines have no time: whoever asks asks for many of them. */
const MOST_CONTINUATIONS = 200;
const MINUTE_MS = 60_000;
const STEP_MS = 10 * MINUTE_MS;

/** When the entry was logged that stands at an offset of a channel's text, as epoch milliseconds. */
export function timeAt(text: string, offset: number): number | undefined {
  let begin = offset + 1;
  for (let more = MOST_CONTINUATIONS; more > 0 && begin > 0; more--) {
    begin = begin < 2 ? 0 : text.lastIndexOf('\n', begin - 2) + 1;
    const [, date, time] = HEAD.exec(text.slice(begin, begin + HEAD_CHARACTERS)) ?? [];
    // A time without a zone is one in the person's.
    if (date !== undefined && time !== undefined) return Date.parse(`${date}T${time}`);
  }
  return undefined;
}

/**
 * Where a tail begins that is to show what was logged around a time: shortly before, and from lines near one another
 * in the same moment, so that they lead to one tail.
 */
export const sinceAround = (time: number): string =>
  new Date(Math.floor((time - MINUTE_MS) / STEP_MS) * STEP_MS).toISOString();
