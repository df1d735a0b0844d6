/** Where packages are installed: their files are none of the person's, whatever they are called. */
const PACKAGES = /^(?:site-packages|dist-packages|python\d[\d.]*)$/i;
/** A name that a search pattern takes as it is. */
const PLAIN_NAME = /^[\p{L}\p{N}_.+ -]*[\p{L}\p{N}_]\.\w+$/u;

/** The file's own name, by which candidates are looked for; `undefined` where none can be meant. */
export function nameInFrame(path: string): string | undefined {
  const name = segmentsOf(path).at(-1) ?? '';
  return PLAIN_NAME.test(name) ? name : undefined;
}

/**
 * The one candidate that a frame's path means: that which shares its longest ending, in whole names. `undefined` where
 * none does, or two do equally. More than the file's name has to be equal, unless the path has hardly more: code in
 * `/app` may lie anywhere in the workspace. An installed package's file is only found in installed packages.
 * @param candidates absolute paths.
 */
export function matchFrame(path: string, candidates: readonly string[]): string | undefined {
  const frame = segmentsOf(path);
  const packages = frame.findLastIndex((segment) => PACKAGES.test(segment));
  const own = frame.length <= 2 ? 1 : 2;
  const least = packages === -1 ? own : frame.length - packages;
  let best: string | undefined;
  let longest = 0;
  for (const candidate of candidates) {
    const shared = countShared(frame, segmentsOf(candidate));
    if (shared < least || shared < longest) continue;
    best = shared === longest ? undefined : candidate;
    longest = shared;
  }
  return best;
}

function countShared(one: readonly string[], other: readonly string[]): number {
  let count = 0;
  while (count < one.length && one.at(-1 - count) === other.at(-1 - count)) count++;
  return count;
}

const segmentsOf = (path: string): readonly string[] =>
  path.split(/[\\/]/).filter((segment) => segment !== '' && segment !== '.');
