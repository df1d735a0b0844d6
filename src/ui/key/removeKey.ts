import * as vscode from 'vscode';
import { kindOf, nameOfAccount, nameWithin, type AccountId } from '../../core/key/account';
import { removeKey } from '../../core/key/changeRing';
import { showInfo } from '../messages';
import type { KeyParts } from './changeKeys';

/** Removes the key of the account in use. */
export async function removeApiKey(parts: KeyParts): Promise<void> {
  const { own, holdings } = await parts.accounts.looked();
  if (own.kind === 'account' && kindOf(own.id) === 'stored') {
    await removeAccount(parts, nameWithin(own.id));
    return;
  }
  void showInfo(
    own.kind === 'account' ? sayNotOurs(own.id, nameOfAccount(own.id, holdings)) : sayNoneStored(),
  );
}

/** Removes a stored account once the person agreed to it, and says what serves from then on. */
export async function removeAccount({ accounts, keychain }: KeyParts, id: string): Promise<void> {
  const before = (await accounts.looked()).holdings;
  const name = nameOfAccount(`stored:${id}`, before);
  if (!(await isAgreed(before.ring.length > 1 ? name : undefined))) return;
  await keychain.change((ring) => removeKey(ring, id));
  const { own, holdings } = await accounts.look();
  if (own.kind === 'gone') {
    const choose = vscode.l10n.t('Switch Account');
    const choice = await showInfo(
      vscode.l10n.t('The account “{0}” was removed from this computer. Choose the one to use here.', name),
      choose,
    );
    if (choice === choose) await vscode.commands.executeCommand('fal.switchAccount');
    return;
  }
  const isLast = holdings.ring.length === 0;
  void showInfo(
    !isLast
      ? vscode.l10n.t('The account “{0}” was removed from this computer.', name)
      : own.kind === 'account' && kindOf(own.id) === 'environment'
        ? vscode.l10n.t(
            'The stored API key was removed. {0} from the environment serves now.',
            nameWithin(own.id),
          )
        : vscode.l10n.t('The API key was removed from this computer.'),
  );
}

/** @param name where there are several. */
async function isAgreed(name: string | undefined): Promise<boolean> {
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showWarningMessage(
    name === undefined
      ? vscode.l10n.t('Remove the API key from this computer?')
      : vscode.l10n.t('Remove the account “{0}” from this computer?', name),
    { modal: true, detail: vscode.l10n.t('The key stays valid until you delete it on fal’s key page.') },
    remove,
  );
  return answer === remove;
}

const sayNoneStored = (): string => vscode.l10n.t('No API key is stored.');

const sayNotOurs = (id: AccountId, name: string): string =>
  kindOf(id) === 'cli'
    ? vscode.l10n.t(
        'The key in use is the fal CLI’s own. Switch to another account, or remove its profile there.',
      )
    : vscode.l10n.t(
        'No API key is stored. The one in use comes from the environment: unset {0} to remove it.',
        name,
      );
