/** An entry as it stands in the channel: one line or several, each ended by a line feed. */
export interface ShownEntry {
  /** Epoch milliseconds, as fal has it. */
  readonly time: number;
  readonly text: string;
}

/** Entries that came together, as one text: a string for each of them would keep the garbage collector busy. */
export interface LineBlock {
  readonly text: string;
  /** Of each entry, as `ends`: where it ends in the text. */
  readonly times: readonly number[];
  readonly ends: readonly number[];
  readonly lines: number;
}

export function blockOf(entries: readonly ShownEntry[]): LineBlock {
  const times: number[] = [];
  const ends: number[] = [];
  let text = '';
  for (const entry of entries) {
    text += entry.text;
    times.push(entry.time);
    ends.push(text.length);
  }
  return { text, times, ends, lines: countLines(text) };
}

/** The entries from one index up to another. */
export function partOf({ text, times, ends }: LineBlock, from: number, until = times.length): LineBlock {
  const begin = endOf(ends, from);
  const part = text.slice(begin, endOf(ends, until));
  return {
    text: part,
    times: times.slice(from, until),
    ends: ends.slice(from, until).map((end) => end - begin),
    lines: countLines(part),
  };
}

/** Where the first `count` entries end. */
const endOf = (ends: readonly number[], count: number): number => (count === 0 ? 0 : (ends[count - 1] ?? 0));

/** How many entries to leave out from the front until at most so many lines are left; the last one always stays. */
export function surplusOf({ text, times, ends, lines }: LineBlock, most: number): number {
  let count = 0;
  let left = lines;
  while (left > most && count < times.length - 1) {
    left -= countLines(text.slice(endOf(ends, count), endOf(ends, count + 1)));
    count++;
  }
  return count;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
