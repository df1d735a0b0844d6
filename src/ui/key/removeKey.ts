import * as vscode from 'vscode';
import { describeGone, kindOf, nameOfAccount, nameWithin, type Serving } from '../../core/key/account';
import { removeKey } from '../../core/key/changeRing';
import { showInfo } from '../messages';
import { chooseStep, takeStep } from '../steps';
import type { KeyParts } from './changeKeys';

/** Removes the key of the account in use; where that is not ours to remove, says whose it is. */
export async function removeApiKey(parts: KeyParts): Promise<void> {
  const { own, holdings } = await parts.accounts.looked();
  if (own.kind === 'account' && kindOf(own.id) === 'stored') await removeAccount(parts, nameWithin(own.id));
  else if (holdings.ring.length === 0) await showInfo(sayNotOurs(own));
  else await offerToSwitch(sayNotOurs(own));
}

/** Removes a stored account once the person agreed to it, and says what serves from then on. */
export async function removeAccount({ accounts, keychain }: KeyParts, id: string): Promise<void> {
  const before = (await accounts.looked()).holdings;
  const name = nameOfAccount(`stored:${id}`, before);
  if (!(await isAgreed(before.ring.length > 1 ? name : undefined))) return;
  await keychain.change((ring) => removeKey(ring, id));
  const { own, holdings } = await accounts.look();
  if (own.kind === 'gone') {
    await offerToSwitch(
      vscode.l10n.t('The account “{0}” was removed from this computer. Choose the one to use here.', name),
    );
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

/** In the list of accounts each stored one can be removed, too. */
async function offerToSwitch(words: string): Promise<void> {
  const step = await chooseStep(showInfo, words, ['switchAccount']);
  if (step !== undefined) await takeStep(step, () => undefined);
}

function sayNotOurs(own: Serving): string {
  if (own.kind === 'none') return vscode.l10n.t('No API key is stored.');
  if (own.kind === 'gone') return describeGone(own.id);
  return kindOf(own.id) === 'cli'
    ? vscode.l10n.t(
        'The key in use is the fal CLI’s own. Switch to another account, or remove its profile there.',
      )
    : vscode.l10n.t('The key in use comes from the environment: unset {0} to remove it.', nameWithin(own.id));
}
