import { runInSlices } from '../base/slices';
import { Chunks } from '../base/chunks';
import { escapeLength, readPlain } from './grammar';
import { readString } from './strings';

/** About a tenth of a millisecond of reading. */
const PIECE_LENGTH = 1 << 16;

/** What a string token means, in pieces: no piece is costly, however long the string is. */
export function* piecesOf(text: string, start: number, end: number): Generator<string, void> {
  const last = end - 1;
  for (let at = start + 1; at < last;) {
    const from = at;
    const until = Math.min(last, from + PIECE_LENGTH);
    while (at < until) {
      at = readPlain(text, at, until);
      if (at < until) at += escapeLength(text, at);
    }
    yield readString(`"${text.slice(from, at)}"`);
  }
}

/** The whole of what a string token means, however long, read in slices. */
export async function readLongString(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  signal?: AbortSignal,
): Promise<string> {
  const read = new Chunks();
  const pieces = piecesOf(text, start, end);
  const step = (): boolean => {
    const next = pieces.next();
    if (next.done !== true) read.put(next.value);
    return next.done === true;
  };
  await runInSlices(step, signal);
  return read.finish();
}
