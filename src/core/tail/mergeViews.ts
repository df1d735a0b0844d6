import type { SentEntry } from '../fal/types';
import { fingerprintOf } from './fingerprint';
import { isAfter } from './moment';

/**
 * Two views of the same log, each with gaps, as one without those gaps that either fills: every entry as often as the
 * view that has it more often. Both are in the server's order and keep it. Entries that only one view has stand
 * between those that both have, by time; what both have is given as the second has it.
 */
export function mergeViews(first: readonly SentEntry[], second: readonly SentEntry[]): SentEntry[] {
  if (first.length === 0) return [...second];
  const places = new Map<number, number[]>();
  first.forEach(({ entry }, index) => {
    const fingerprint = fingerprintOf(entry);
    const known = places.get(fingerprint);
    if (known === undefined) places.set(fingerprint, [index]);
    else known.push(index);
  });

  const merged: SentEntry[] = [];
  let taken = 0;
  let only: SentEntry[] = [];
  const takeFirstUpTo = (end: number): void => {
    for (const sent of mergeByTime(first.slice(taken, end), only)) merged.push(sent);
    only = [];
    taken = end;
  };
  for (const sent of second) {
    const at = places.get(fingerprintOf(sent.entry))?.shift();
    if (at === undefined) only.push(sent);
    else if (at >= taken) {
      // Both have it: what either has before it comes before it.
      takeFirstUpTo(at);
      merged.push(sent);
      taken = at + 1;
    }
  }
  takeFirstUpTo(first.length);
  return merged;
}

function mergeByTime(first: readonly SentEntry[], second: readonly SentEntry[]): readonly SentEntry[] {
  if (second.length === 0) return first;
  const merged: SentEntry[] = [];
  let next = 0;
  for (const sent of second) {
    for (let candidate = first[next]; candidate !== undefined; candidate = first[++next]) {
      if (isAfter(candidate.entry, sent.entry)) break;
      merged.push(candidate);
    }
    merged.push(sent);
  }
  return [...merged, ...first.slice(next)];
}
