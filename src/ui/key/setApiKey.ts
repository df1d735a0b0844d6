import * as vscode from 'vscode';
import { KEYS_PAGE } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import { extractKey, keyShapeProblem } from '../../core/key/apiKey';
import { tryKey } from '../../core/key/tryKey';
import type { Keychain } from './keychain';

/** Asks fal with another key than the held one. */
export type ClientWithKey = (key: string) => FalClient;

/** Asks for a key, tries it, stores it. `true` when a key was stored; a refused one is never. */
export async function setApiKey(keychain: Keychain, clientWith: ClientWithKey): Promise<boolean> {
  const key = await askForKey();
  if (key === undefined) return false;

  const trial = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Trying the API key…'),
      cancellable: true,
    },
    (_progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      return tryKey(clientWith(key), abort.signal);
    },
  );

  switch (trial.outcome) {
    case 'rejected': {
      const again = vscode.l10n.t('Try Another Key');
      const choice = await vscode.window.showErrorMessage(
        vscode.l10n.t('fal does not accept this API key, so it was not stored.'),
        again,
      );
      return choice === again && (await setApiKey(keychain, clientWith));
    }
    case 'untried':
      if (!(await askWhetherToStoreUntried(trial.error.message))) return false;
      await keychain.store(key);
      return true;
    case 'limited':
      await keychain.store(key);
      void warnOfLimits(trial.error.message);
      return true;
    case 'accepted':
      await keychain.store(key);
      void vscode.window.showInformationMessage(vscode.l10n.t('The API key works and is stored.'));
      return true;
  }
}

/** Removes the stored key and says what serves from then on. */
export async function removeApiKey(keychain: Keychain): Promise<void> {
  const wasStored = await keychain.remove();
  const left = await keychain.held();
  const said =
    left?.source.kind === 'environment'
      ? wasStored
        ? vscode.l10n.t(
            'The stored API key was removed. {0} from the environment serves now.',
            left.source.variable,
          )
        : vscode.l10n.t(
            'No API key is stored. The one in use comes from the environment: unset {0} to remove it.',
            left.source.variable,
          )
      : wasStored
        ? vscode.l10n.t('The API key was removed from this computer.')
        : vscode.l10n.t('No API key is stored.');
  void vscode.window.showInformationMessage(said);
}

async function askForKey(): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set API Key'),
    prompt: vscode.l10n.t('Create one at {0}, with the preset Read-only or Full.', KEYS_PAGE),
    placeHolder: 'id:secret',
    password: true,
    // The key is fetched from a browser; a box that goes when it loses the focus would be gone.
    ignoreFocusOut: true,
    validateInput: keyShapeProblem,
  });
  return typed === undefined ? undefined : extractKey(typed);
}

async function askWhetherToStoreUntried(why: string): Promise<boolean> {
  const store = vscode.l10n.t('Store Untried');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('The API key could not be tried. Store it all the same?'),
    { modal: true, detail: why },
    store,
  );
  return choice === store;
}

async function warnOfLimits(why: string): Promise<void> {
  const open = vscode.l10n.t('Open fal’s Key Page');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('The API key is stored, but some views will stay empty. {0}', why),
    open,
  );
  if (choice === open) await vscode.env.openExternal(vscode.Uri.parse(KEYS_PAGE));
}
