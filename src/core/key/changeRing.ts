import * as l10n from '@vscode/l10n';
import { nameOfAccount, nameOfStored, SAMPLE_ACCOUNT } from './account';
import { keyShapeProblem, VARIABLES } from './apiKey';
import type { KeyRing } from './keyRing';

const MOST_NAME_CHARACTERS = 40;

/** Another key for an account, or a further account, which is the first one's where there is none yet. */
export function setKey(ring: KeyRing, id: string, key: string, name: string, now: number): KeyRing {
  const known = ring.find((each) => each.id === id);
  if (known === undefined) return [...ring, { id, name, key, setAt: now }];
  // Two changes within a millisecond are still two.
  const setAt = Math.max(now, known.setAt + 1);
  return ring.map((each) => (each === known ? { ...known, key, setAt } : each));
}

export const renameKey = (ring: KeyRing, id: string, name: string): KeyRing =>
  ring.map((each) => (each.id === id ? { ...each, name } : each));

export const removeKey = (ring: KeyRing, id: string): KeyRing => ring.filter((each) => each.id !== id);

/** For an account to come. Never one that was there before: a window may still remember that. */
export const idOfNext = (): string => crypto.randomUUID().slice(0, 8);

/** Why `name` cannot name the account `id`, in words for the box it was typed into; `undefined` when it can. */
export function nameProblem(name: string, ring: KeyRing, id?: string): string | undefined {
  const wanted = name.trim();
  if (wanted === '') return l10n.t('Give it a name, such as personal or team.');
  // Names are shown; a key that was pasted here must not be.
  if (keyShapeProblem(wanted) === undefined) return l10n.t('This looks like the key. Give it a name.');
  if (wanted.length > MOST_NAME_CHARACTERS || /\p{C}/u.test(wanted)) {
    return l10n.t('A name has at most {0} plain characters.', MOST_NAME_CHARACTERS);
  }
  // As they are shown: one that never needed a name has one, too.
  const others = ring.filter((each) => each.id !== id).map(nameOfStored);
  const taken = [...others, ...VARIABLES, nameOfAccount(SAMPLE_ACCOUNT, { ring })];
  const isTaken = taken.some((each) => each.toLowerCase() === wanted.toLowerCase());
  return isTaken ? l10n.t('Another account has this name.') : undefined;
}
