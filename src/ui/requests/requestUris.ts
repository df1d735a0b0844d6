import * as vscode from 'vscode';
import { extractRequestId } from '../../core/requests/requestId';
import { showError } from '../messages';

/** `vscode://fal-scope.fal-scope/request/<id>` opens that request, like the command with that id. */
export const REQUEST_URIS: vscode.UriHandler = {
  async handleUri({ path }) {
    const requestId = path.startsWith('/request/') ? extractRequestId(path) : undefined;
    if (requestId !== undefined) {
      await vscode.commands.executeCommand('fal.openRequest', { requestId });
      return;
    }
    void showError(vscode.l10n.t('This link names no request. One ends in /request/ and a request id.'));
  },
};
