import * as vscode from 'vscode';
import { isAbort } from '../../core/base/errors';
import { FalError } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import { kindOf, nameOfStored, nameWithin } from '../../core/key/account';
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

/** Asks for the key of the account in use, or for the first one, which needs no name. */
export async function setApiKey(parts: KeyParts): Promise<void> {
  const { own, holdings } = await parts.accounts.looked();
  const isStored = own.kind === 'account' && kindOf(own.id) === 'stored';
  if (!isStored && holdings.ring.length > 0) return addAccount(parts);
  const label = parts.accounts.label(own.id);
  const title =
    isStored && label !== undefined
      ? vscode.l10n.t('Set API Key of {0}', label)
      : vscode.l10n.t('Set API Key');
  const asked = await askKey(title, parts.clientWith);
  if (asked === undefined) return;
  await store(parts, isStored ? nameWithin(own.id) : idOfNext([]), asked.key, '');
  asked.sayStored();
}

/** Asks for a further key and what to call it, and uses it here. */
export async function addAccount(parts: KeyParts): Promise<void> {
  const { accounts, clientWith } = parts;
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
  await store(parts, idOfNext(ring), asked.key, name);
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

async function store({ accounts, keychain }: KeyParts, id: string, key: string, name: string): Promise<void> {
  await keychain.change((ring) => setKey(ring, id, key, name, Date.now()));
  await accounts.choose(`stored:${id}`);
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
    return ownerOf(await client.listApps({}, AbortSignal.timeout(PROPOSE_WITHIN_MS)));
  } catch (error) {
    if (error instanceof FalError || isAbort(error)) return undefined;
    throw error;
  }
}
