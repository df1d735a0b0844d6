import * as vscode from 'vscode';
import { KEYS_PAGE } from '../../core/fal/errors';
import type { FalClient } from '../../core/fal/types';
import { extractKey, keyShapeProblem } from '../../core/key/apiKey';
import { tryKey } from '../../core/key/tryKey';
import { showError, showInfo, showWarning } from '../messages';

/** Asks fal with another key than those held. */
export type ClientWithKey = (key: string) => FalClient;

export interface AskedKey {
  readonly key: string;
  /** Says how the trial went, once the key is stored. */
  readonly sayStored: () => void;
}

/** Asks for a key and tries it. A refused one is never handed out. */
export async function askKey(title: string, clientWith: ClientWithKey): Promise<AskedKey | undefined> {
  const key = await askForKey(title);
  if (key === undefined) return undefined;

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
      const choice = await showError(
        vscode.l10n.t('fal does not accept this API key, so it was not stored.'),
        again,
      );
      return choice === again ? askKey(title, clientWith) : undefined;
    }
    case 'untried':
      return (await askWhetherToStoreUntried(trial.error.message))
        ? { key, sayStored: () => undefined }
        : undefined;
    case 'limited':
      return { key, sayStored: () => void warnOfLimits(trial.error.message) };
    case 'accepted':
      return { key, sayStored };
  }
}

async function askForKey(title: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title,
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

function sayStored(): void {
  void showInfo(vscode.l10n.t('The API key works and is stored.'));
}

async function warnOfLimits(why: string): Promise<void> {
  const open = vscode.l10n.t('Open fal’s Key Page');
  const choice = await showWarning(
    vscode.l10n.t('The API key is stored, but some views will stay empty. {0}', why),
    open,
  );
  if (choice === open) await vscode.env.openExternal(vscode.Uri.parse(KEYS_PAGE));
}
