import * as l10n from '@vscode/l10n';
import type { Revisions } from './cliRevisions';
import type { KeyRing, StoredKey } from './keyRing';

/**
 * Names an account in what outlives a window, such as a document's address: `stored:<id>`, `environment:<variable>`,
 * `cli:<profile>`; sample data are an account, too. Never holds a key.
 */
export type AccountId = string;
export type AccountKind = (typeof KINDS)[number];
const KINDS = ['stored', 'environment', 'cli', 'sample'] as const;

/** Made up on this computer; it has no key and needs none. */
export const SAMPLE_ACCOUNT: AccountId = 'sample:data';

/** All the keys there are to choose from, but those of the fal CLI, whose file is read only when one is used. */
export interface Holdings {
  readonly ring: KeyRing;
  /** The variable that holds a key. */
  readonly variable?: string;
  /** The person agreed to it. */
  readonly mayReadCli: boolean;
  /** As far as the fal CLI's file was read. */
  readonly cliRevisions: Revisions;
}

/** Whose key serves in a window. */
export type Serving =
  | { readonly kind: 'none'; readonly id?: undefined }
  | { readonly kind: 'account'; readonly id: AccountId }
  /** The one chosen here is no longer there, and another must not take its place unasked. */
  | { readonly kind: 'gone'; readonly id: AccountId };

/** Those that serve without having been chosen, in this order: a stored key goes before the environment. */
export const listAccounts = ({ ring, variable }: Holdings): readonly AccountId[] => [
  ...ring.map(({ id }) => `stored:${id}`),
  ...(variable === undefined ? [] : [`environment:${variable}`]),
];

export function findServing(choice: AccountId | undefined, holdings: Holdings): Serving {
  const ids = listAccounts(holdings);
  const isThere = (id: AccountId): boolean =>
    ids.includes(id) || (kindOf(id) === 'cli' && holdings.mayReadCli);
  if (choice !== undefined) {
    if (isThere(choice)) return { kind: 'account', id: choice };
    if (holdings.ring.length > 0) return { kind: 'gone', id: choice };
  }
  return ids[0] === undefined ? { kind: 'none' } : { kind: 'account', id: ids[0] };
}

/** Whether a person must be told which account serves: there are several, or it is not the one that would by itself. */
export const isOneOfSeveral = (serving: Serving, holdings: Holdings): boolean =>
  holdings.ring.length > 1 || (serving.kind === 'account' && serving.id !== listAccounts(holdings)[0]);

/** Differs when an account has another key, or none any more. */
export function revisionOf(id: AccountId, holdings: Holdings): number | undefined {
  const { ring, variable, mayReadCli, cliRevisions } = holdings;
  switch (kindOf(id)) {
    case 'stored':
      return ring.find((each) => each.id === nameWithin(id))?.setAt;
    case 'environment':
      return variable === nameWithin(id) ? 0 : undefined;
    case 'cli':
      return mayReadCli ? (cliRevisions.get(nameWithin(id)) ?? 0) : undefined;
    case 'sample':
      return 0;
    case undefined:
      return undefined;
  }
}

/** `undefined`: it names none, as one that came from outside may. */
export const kindOf = (id: AccountId): AccountKind | undefined =>
  KINDS.find((kind) => id.startsWith(`${kind}:`));

export const isOfSample = (id: AccountId | undefined): boolean => id === SAMPLE_ACCOUNT;

/** What stands behind the kind: the id in the ring, the variable, the profile. */
export const nameWithin = (id: AccountId): string => id.slice(id.indexOf(':') + 1);

export function nameOfAccount(id: AccountId, { ring }: Pick<Holdings, 'ring'>): string {
  const within = nameWithin(id);
  switch (kindOf(id)) {
    case undefined:
    case 'stored': {
      const stored = ring.find((each) => each.id === within);
      return stored === undefined ? l10n.t('removed account') : nameOfStored(stored);
    }
    case 'environment':
      return within;
    case 'cli':
      return l10n.t('{0} (fal CLI)', within);
    case 'sample':
      return l10n.t('Sample data');
  }
}

export const nameOfStored = ({ name }: StoredKey): string => (name === '' ? l10n.t('Default') : name);

/** Stands above all that is of the sample: a name in a title does not say enough. */
export const sampleNotice = (): string =>
  l10n.t('Sample data, made up on this computer. Nothing is asked of fal.');

/** Why an account has no key, and what to do. */
export function describeGone(id: AccountId): string {
  switch (kindOf(id)) {
    case undefined:
    case 'stored':
      return l10n.t('This account was removed. Switch to another one.');
    case 'environment':
      return l10n.t('This account’s key is no longer in the environment. Switch to another one.');
    case 'cli':
      return l10n.t(
        'The fal CLI no longer has this account’s profile, or may not be asked. Switch to another one.',
      );
    case 'sample':
      return l10n.t('These were sample data, which are not on any more.');
  }
}
