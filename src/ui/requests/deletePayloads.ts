import * as vscode from 'vscode';
import type { DeletedFile, FalClient, RequestRef } from '../../core/fal/types';
import { describeDeleted } from '../../core/requests/deletedWords';
import { showInfo, showWarning } from '../messages';

/**
 * Deletes a request’s payloads once the person agreed to it, and shows what became of each file.
 * @returns fal’s results; `undefined` when the person thought better of it.
 */
export async function deletePayloads(
  client: Pick<FalClient, 'deletePayloads'>,
  { requestId, endpointId }: RequestRef,
): Promise<readonly DeletedFile[] | undefined> {
  const yes = vscode.l10n.t('Delete');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete the payloads of request {0}?', requestId),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Its input, its output and the files it put out at {0} are deleted for good. Files that it took in stay.',
        endpointId,
      ),
    },
    yes,
  );
  if (answer !== yes) return undefined;
  const files = await client.deletePayloads(requestId);
  void showResults(requestId, files);
  return files;
}

async function showResults(requestId: string, files: readonly DeletedFile[]): Promise<void> {
  const show = vscode.l10n.t('Show Files');
  const buttons = files.length === 0 ? [] : [show];
  const words = describeDeleted(requestId, files);
  const choice = files.every(({ problem }) => problem === undefined)
    ? await showInfo(words, ...buttons)
    : await showWarning(words, ...buttons);
  if (choice !== show) return;
  await vscode.window.showQuickPick(
    files.map(({ link, problem }) => ({
      label: link.slice(link.lastIndexOf('/') + 1),
      iconPath: new vscode.ThemeIcon(problem === undefined ? 'pass' : 'error'),
      description: problem ?? vscode.l10n.t('deleted'),
      detail: link,
    })),
    { title: vscode.l10n.t('Files of request {0}', requestId) },
  );
}
