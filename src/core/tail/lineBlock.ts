import type { LateQueue } from './lateQueue';
import type { Moment } from './moment';

/** An entry as it stands in the channel: one line or several, each ended by a line feed. */
export interface ShownEntry extends Moment {
  readonly text: string;
}

/** Entries that came together, as one text: a string for each of them would keep the garbage collector busy. */
export interface LineBlock {
  readonly text: string;
  /** Of each entry, as the lists after it. */
  readonly times: readonly number[];
  readonly timestamps: readonly (string | undefined)[];
  /** Where it ends in the text. */
  readonly ends: readonly number[];
  readonly lines: number;
}

export function blockOf(entries: readonly ShownEntry[]): LineBlock {
  const times: number[] = [];
  const timestamps: (string | undefined)[] = [];
  const ends: number[] = [];
  let text = '';
  for (const entry of entries) {
    text += entry.text;
    times.push(entry.time);
    timestamps.push(entry.timestamp);
    ends.push(text.length);
  }
  return { text, times, timestamps, ends, lines: countLines(text) };
}

/** The entries from one index on. */
export function partOf({ text, times, timestamps, ends }: LineBlock, from: number): LineBlock {
  const begin = endOf(ends, from);
  const part = text.slice(begin);
  return {
    text: part,
    times: times.slice(from),
    timestamps: timestamps.slice(from),
    ends: ends.slice(from).map((end) => end - begin),
    lines: countLines(part),
  };
}

/** The block with those of the late entries that belong before one of its own. */
export function weave(block: LineBlock, late: LateQueue<ShownEntry>): LineBlock {
  const woven: (readonly ShownEntry[])[] = [];
  let kept = 0;
  block.times.forEach((time, index) => {
    const timestamp = block.timestamps[index];
    // What fal did not send has its place by when it came.
    const before = timestamp === undefined ? [] : late.takeBefore({ time, timestamp });
    if (before.length === 0) return;
    woven.push(entriesOf(block, kept, index), before);
    kept = index;
  });
  if (woven.length === 0) return block;
  return blockOf([...woven, entriesOf(block, kept, block.times.length)].flat());
}

function entriesOf({ text, times, timestamps, ends }: LineBlock, from: number, until: number): ShownEntry[] {
  return times.slice(from, until).map((time, offset) => {
    const index = from + offset;
    return { time, timestamp: timestamps[index], text: text.slice(endOf(ends, index), ends[index]) };
  });
}

/** Where the first `count` entries end. */
const endOf = (ends: readonly number[], count: number): number => (count === 0 ? 0 : (ends[count - 1] ?? 0));

/** How many entries to leave out from the front until there is room for the rest; the last one always stays. */
export function surplusOf(
  { text, times, ends, lines }: LineBlock,
  room: { readonly lines: number; readonly chars: number },
): number {
  let count = 0;
  let left = lines;
  while ((left > room.lines || text.length - endOf(ends, count) > room.chars) && count < times.length - 1) {
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
