import { isSafeNumber } from 'lossless-json';
import { runInSlices } from '../base/slices';
import * as Char from './chars';
import type { JsonIndex } from './jsonIndex';
import { TokenWalk } from './tokenWalk';

const TOKENS_AT_ONCE = 1000;

/** Whether JavaScript would read a number as another one; the last digits of a fraction do not count. */
export async function hasUnsafeNumber(index: JsonIndex, signal?: AbortSignal): Promise<boolean> {
  const walk = new TokenWalk(index);
  let isFound = false;
  const step = (): boolean => {
    for (let looked = 0; looked < TOKENS_AT_ONCE; looked += 1) {
      const token = walk.next();
      if (token === undefined) return true;
      const first = index.text.charCodeAt(token.start);
      const isNumber = first === Char.MINUS || Char.isDigit(first);
      if (isNumber && !isSafeNumber(index.text.slice(token.start, token.end), { approx: true }))
        return (isFound = true);
    }
    return false;
  };
  await runInSlices(step, signal);
  return isFound;
}
