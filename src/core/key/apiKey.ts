import * as l10n from '@vscode/l10n';

/** By which a key of the environment is called. */
export const VARIABLES = ['FAL_KEY', 'FAL_KEY_ID'] as const;

export interface EnvironmentKey {
  readonly key: string;
  readonly variable: (typeof VARIABLES)[number];
}

/**
 * The key in what a person pasted: alone, in quotes, as a header's value or as a line of a shell or `.env` file.
 * A key is `<key id>:<key secret>`.
 */
export function extractKey(pasted: string): string {
  return pasted
    .trim()
    .replace(/^(?:export\s+)?FAL_KEY\s*=\s*/, '')
    .replace(/^["']|["']$/g, '')
    .replace(/^(?:Authorization:\s*)?Key\s+/i, '')
    .trim();
}

/** Why `pasted` cannot be a key, in words for the box it was typed into; `undefined` when it can. */
export function keyShapeProblem(pasted: string): string | undefined {
  const key = extractKey(pasted);
  if (key === '') return l10n.t('Paste the key from fal’s page. It looks like “id:secret”.');
  if (/\s/.test(key)) return l10n.t('A key has no spaces. Copy it again from fal’s page.');
  // Anything else could not travel in a header.
  if (!/^[\x21-\x7e]+$/.test(key))
    return l10n.t('A key has plain characters only. Copy it again from fal’s page.');
  const [id, secret, ...rest] = key.split(':');
  if (!id || !secret || rest.length > 0) {
    return l10n.t('A key has two parts with a colon between: “id:secret”. fal shows the secret only once.');
  }
  return undefined;
}

/** fal's own order: `FAL_KEY`, then `FAL_KEY_ID` with `FAL_KEY_SECRET`. Values that are no key are passed over. */
export function keyFromEnvironment(
  env: Readonly<Record<string, string | undefined>>,
): EnvironmentKey | undefined {
  const candidates = [
    { key: env.FAL_KEY ?? '', variable: 'FAL_KEY' },
    { key: `${env.FAL_KEY_ID ?? ''}:${env.FAL_KEY_SECRET ?? ''}`, variable: 'FAL_KEY_ID' },
  ] as const;
  for (const { key, variable } of candidates) {
    if (keyShapeProblem(key) === undefined) {
      return { key: extractKey(key), variable };
    }
  }
  return undefined;
}

/**
 * The beginning of a key's id, by which fal's page lists it: enough to tell one key from another, and no part of its
 * secret. `undefined` where the id has another form than fal's, and so may be anything.
 */
export const keyHint = (key: string): string | undefined =>
  /^([0-9a-f]{8})-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:/i.exec(key)?.[1];
