import * as vscode from 'vscode';
import { KEYS_PAGE, type NextStep } from '../core/fal/errors';

/** What the button of a next step says. */
export function titleOfStep(step: NextStep): string {
  switch (step) {
    case 'setKey':
      return vscode.l10n.t('Set API Key');
    case 'switchAccount':
      return vscode.l10n.t('Switch Account');
    case 'openKeysPage':
      return vscode.l10n.t('Open fal’s Key Page');
    case 'retry':
      return vscode.l10n.t('Try Again');
    case 'openSettings':
      return vscode.l10n.t('Open Settings');
    case 'showLog':
      return vscode.l10n.t('Show Diagnostics Log');
  }
}

/** Says something, with the next steps as buttons; gives the one that was chosen. */
export async function chooseStep(
  say: (message: string, ...buttons: string[]) => Thenable<string | undefined>,
  message: string,
  steps: readonly NextStep[],
): Promise<NextStep | undefined> {
  const choice = await say(message, ...steps.map(titleOfStep));
  return steps.find((step) => titleOfStep(step) === choice);
}

/**
 * Does what the button says. Only who offered it knows what to try again, and whose trouble it is: of the account in
 * use, where none is named.
 */
export async function takeStep(step: NextStep, retry: () => unknown, account?: string): Promise<void> {
  switch (step) {
    case 'setKey':
      await (account === undefined
        ? vscode.commands.executeCommand('fal.setApiKey')
        : vscode.commands.executeCommand('_fal.setKeyOf', account));
      return;
    case 'switchAccount':
      await vscode.commands.executeCommand('fal.switchAccount');
      return;
    case 'openKeysPage':
      await vscode.env.openExternal(vscode.Uri.parse(KEYS_PAGE));
      return;
    case 'retry':
      await retry();
      return;
    case 'openSettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'fal.apiUrl');
      return;
    case 'showLog':
      await vscode.commands.executeCommand('fal.showDiagnostics');
      return;
  }
}
