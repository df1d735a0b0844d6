import * as v from 'valibot';
import { extractKey, keyShapeProblem } from './apiKey';

const StoredKey = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  /** Empty: it never needed one. */
  name: v.string(),
  key: v.pipe(
    v.string(),
    v.check((key) => keyShapeProblem(key) === undefined),
  ),
  /** Epoch milliseconds. */
  setAt: v.number(),
});
export type StoredKey = v.InferOutput<typeof StoredKey>;

/**
 * The stored keys, in the order they were added. They lie in one secret with their names: a change is then whole, and one
 * event tells every window of it. VS Code's other memories have no such event, and lists of secrets only newer VS Codes.
 */
export type KeyRing = readonly StoredKey[];

export const FIRST_ID = 'first';

/** What the secret says. A key alone is a ring of one; what is no key is passed over. */
export function readRing(secret: string | undefined): KeyRing {
  if (secret === undefined) return [];
  if (keyShapeProblem(secret) === undefined && !secret.startsWith('{')) {
    return [{ id: FIRST_ID, name: '', key: extractKey(secret), setAt: 0 }];
  }
  const wrapped = v.safeParse(
    v.pipe(v.string(), v.parseJson(), v.object({ keys: v.array(v.unknown()) })),
    secret,
  );
  if (!wrapped.success) return [];
  return wrapped.output.keys.flatMap((each) => {
    const read = v.safeParse(StoredKey, each);
    return read.success ? [read.output] : [];
  });
}

/** `undefined`: there is nothing to store. */
export const writeRing = (keys: KeyRing): string | undefined =>
  keys.length === 0 ? undefined : JSON.stringify({ keys });
