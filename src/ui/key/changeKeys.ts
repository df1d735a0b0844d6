import * as vscode from 'vscode';
import { isAbort } from '../../core/base/errors';
import { FalError } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import { nameOfStored, type AccountId } from '../../core/key/account';
import { ownerOf } from '../../core/key/inspectKey';
import { idOfNext, nameProblem, renameKey, setKey } from '../../core/key/changeRing';
import type { KeyRing } from '../../core/key/keyRing';
import { showInfo } from '../messages';
import type { Accounts } from './accounts';
import { askKey, type ClientWithKey } from './askKey';
import type { Keychain } from './keychain';

export interface KeyParts {
  readonly accounts: Accounts;
  readonly keychain: Keychain;
  readonly clientWith: ClientWithKey;
  /** Asks fal with the key of an account, else of the one that serves. */
  readonly clientOf: (account?: string) => FalClient;
}

/** Longer nobody waits for the mere proposal of a name. */
const PROPOSE_WITHIN_MS = 3_000;

/**
 * Asks for another key for an account, that in use if none is named; for a further one where its key is not stored; for
 * the first one, which needs no name.
 */
export async function setApiKey(parts: KeyParts, account?: AccountId): Promise<void> {
  const { accounts, keychain, clientWith } = parts;
  const { own, holdings } = await accounts.looked();
  const id = account ?? own.id;
  const stored = holdings.ring.find((each) => `stored:${each.id}` === id);
  if (stored === undefined && holdings.ring.length > 0) return addAccount(parts);
  const label = stored && accounts.label(id);
  const title =
    label === undefined ? vscode.l10n.t('Set API Key') : vscode.l10n.t('Set API Key of {0}', label);
  const asked = await askKey(title, clientWith);
  if (asked === undefined) return;
  const next = stored?.id ?? idOfNext();
  await keychain.change((ring) => setKey(ring, next, asked.key, stored?.name ?? '', Date.now()));
  // Another key for another account is no wish to use that here.
  await (stored === undefined || id === own.id ? accounts.choose(`stored:${next}`) : accounts.look());
  asked.sayStored();
}

/** Asks for a further key and what to call it, and uses it here. */
export async function addAccount(parts: KeyParts): Promise<void> {
  const { accounts, keychain, clientWith } = parts;
  const { ring } = (await accounts.looked()).holdings;
  if (ring.length === 0) return setApiKey(parts);
  const asked = await askKey(vscode.l10n.t('Add Account'), clientWith);
  if (asked === undefined) return;
  const known = ring.find(({ key }) => key === asked.key);
  if (known !== undefined) {
    await accounts.choose(`stored:${known.id}`);
    void showInfo(
      vscode.l10n.t('This API key is stored already, as “{0}”. It serves here now.', nameOfStored(known)),
    );
    return;
  }
  const owner = await proposeName(clientWith(asked.key));
  const name = await askName(vscode.l10n.t('Add Account'), ring, owner);
  if (name === undefined) return;
  const id = idOfNext();
  await keychain.change((now) => setKey(now, id, asked.key, name, Date.now()));
  await accounts.choose(`stored:${id}`);
  asked.sayStored();
}

export async function renameAccount(parts: KeyParts, id: string): Promise<void> {
  const { ring } = (await parts.accounts.looked()).holdings;
  const known = ring.find((each) => each.id === id);
  if (known === undefined) return;
  const title = vscode.l10n.t('Rename {0}', nameOfStored(known));
  const proposal = known.name === '' ? await proposeName(parts.clientOf(`stored:${id}`)) : known.name;
  const name = await askName(title, ring, proposal, id);
  if (name === undefined) return;
  await parts.keychain.change((now) => renameKey(now, id, name));
  await parts.accounts.look();
}

async function askName(
  title: string,
  ring: KeyRing,
  proposal: string | undefined,
  id?: string,
): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('What this account is called here, such as personal or team.'),
    value: proposal ?? '',
    ignoreFocusOut: true,
    validateInput: (name) => nameProblem(name, ring, id),
  });
  return typed?.trim();
}

/** The owner of the key's apps; a key that may not list them has no proposal. */
async function proposeName(client: FalClient): Promise<string | undefined> {
  try {
    const listed = await client.listApps({}, AbortSignal.timeout(PROPOSE_WITHIN_MS));
    return ownerOf(listed?.items);
  } catch (error) {
    if (error instanceof FalError || isAbort(error)) return undefined;
    throw error;
  }
}
