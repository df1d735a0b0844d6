import * as vscode from 'vscode';
import { takeStep, titleOfStep } from '../steps';
import type { Keychain } from './keychain';

/** Whether there is a key; where there is none, offers to set one and looks again. */
export async function ensureKey(keychain: Keychain): Promise<boolean> {
  if ((await keychain.held()) !== undefined) return true;
  const [setKey, openKeysPage] = [titleOfStep('setKey'), titleOfStep('openKeysPage')];
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('This needs a fal API key.'),
    setKey,
    openKeysPage,
  );
  if (choice === setKey) await takeStep('setKey', () => undefined);
  if (choice === openKeysPage) await takeStep('openKeysPage', () => undefined);
  return choice === setKey && (await keychain.held()) !== undefined;
}
