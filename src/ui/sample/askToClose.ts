import * as vscode from 'vscode';
import { describeClosing } from '../../core/sample/closing';
import { requestTabs } from './closeRequestTabs';

/** Whether what is open may be closed for sample data; asks only where something is. */
export async function mayClose(tails: number): Promise<boolean> {
  const detail = describeClosing({ tails, tabs: requestTabs().length });
  if (detail === undefined) return true;
  const goOn = vscode.l10n.t('Close and Go On');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Try with sample data?'),
    { modal: true, detail },
    goOn,
  );
  return answer === goOn;
}
