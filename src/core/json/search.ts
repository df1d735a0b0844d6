import type { JsonIndex } from './jsonIndex';
import { readString } from './strings';
import { runInSlices } from '../base/slices';
import { piecesOf } from './stringPieces';
import { TokenWalk, type Token } from './tokenWalk';

/** More are not counted one by one. */
export const MAX_MATCHES = 100_000;

/** Tokens looked at between two looks at the clock. */
const TOKENS_AT_ONCE = 500;
/** Longer strings are read in pieces. */
const LONG = 1 << 16;

/**
 * Where `query` stands in keys and values, as the offsets of the values, in order: a row that holds it twice counts
 * once. Upper and lower case are alike.
 */
export async function findInJson(
  index: JsonIndex,
  query: string,
  signal?: AbortSignal,
  most = MAX_MATCHES,
): Promise<number[]> {
  const walk = new TokenWalk(index);
  const wanted = query.toLowerCase();
  const matches: number[] = [];
  let long: { readonly token: Token; readonly pieces: Iterator<boolean, void> } | undefined;
  const note = ({ valueStart }: Token): void => {
    if (matches.at(-1) !== valueStart) matches.push(valueStart);
  };
  const readLong = ({ token, pieces }: NonNullable<typeof long>): void => {
    const next = pieces.next();
    const isHit = next.done !== true && next.value;
    if (isHit) note(token);
    if (isHit || next.done === true) long = undefined;
  };
  const step = (): boolean => {
    if (long !== undefined) readLong(long);
    for (let looked = 0; looked < TOKENS_AT_ONCE && long === undefined; looked += 1) {
      const token = walk.next();
      if (token === undefined || matches.length >= most) return true;
      if (token.end - token.start > LONG) long = { token, pieces: holdsInPieces(index.text, token, wanted) };
      else if (holds(index.text.slice(token.start, token.end), token.isString, wanted)) note(token);
    }
    return false;
  };
  await runInSlices(step, signal);
  return matches;
}

function holds(token: string, isString: boolean, wanted: string): boolean {
  const text = !isString ? token : token.includes('\\') ? readString(token) : token.slice(1, -1);
  return text.toLowerCase().includes(wanted);
}

/** Whether each piece holds the text, or ends it. */
function* holdsInPieces(text: string, { start, end, isString }: Token, wanted: string) {
  let before = '';
  for (const piece of isString ? piecesOf(text, start, end) : [text.slice(start, end)]) {
    const folded = before + piece.toLowerCase();
    yield folded.includes(wanted);
    before = folded.slice(Math.max(0, folded.length - wanted.length + 1));
  }
}
