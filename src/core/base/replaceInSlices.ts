import { Chunks } from './chunks';
import { runInSlices } from './slices';

/** A millisecond of looking; some ten where all of it matches. */
const PIECE_LENGTH = 1 << 16;

export interface Replacement {
  /** With the flag `g`. What lies before a match is not there for it: pieces begin anywhere. */
  readonly pattern: RegExp;
  /** How far a match reaches at most, with all that it looks ahead to. */
  readonly reach: number;
  /** Whether a piece can hold a match at all; quicker than to look for one. */
  readonly mayHold: (piece: string) => boolean;
  /** What takes the place of the match at `at`; `undefined` where it is none after all. */
  readonly replace: (match: string, at: number) => string | undefined;
}

/** Replaces all that matches in a text that may be long; the same text where nothing does. */
export async function replaceInSlices(
  text: string,
  { pattern, reach, mayHold, replace }: Replacement,
  signal?: AbortSignal,
): Promise<string> {
  const changed = new Chunks();
  let from = 0;
  let copied = 0;
  const step = (): boolean => {
    const end = pieceEnd(text, from + PIECE_LENGTH);
    const piece = text.slice(from, end + reach - 1);
    pattern.lastIndex = mayHold(piece) ? 0 : piece.length;
    for (let found = pattern.exec(piece); found !== null; found = pattern.exec(piece)) {
      const at = from + found.index;
      // The next piece has it whole.
      if (at >= end) break;
      const put = replace(found[0], at);
      if (put === undefined) pattern.lastIndex = found.index + 1;
      else {
        changed.put(text.slice(copied, at));
        changed.put(put);
        copied = at + found[0].length;
      }
    }
    from = Math.max(end, copied);
    return from >= text.length;
  };
  await runInSlices(step, signal);
  if (copied === 0) return text;
  changed.put(text.slice(copied));
  return changed.finish();
}

/** A piece never ends between the halves of a surrogate pair: by itself, each would be another character. */
const pieceEnd = (text: string, end: number): number =>
  /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(end - 1, end + 1)) ? end + 1 : end;
