import * as vscode from 'vscode';
import { PAYLOAD_VIEW_TYPE } from '../../core/base/contributions';
import { mediaSources, type MediaPolicy } from '../../core/payload/media/mediaPolicy';
import { payloadPage } from '../../core/payload/page';

/** A panel for a request, empty. Hidden pages are not kept: they are drawn again when seen again. */
export function createPanel(extensionUri: vscode.Uri, preserveFocus: boolean): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    PAYLOAD_VIEW_TYPE,
    vscode.l10n.t('fal request'),
    { viewColumn: vscode.ViewColumn.Active, preserveFocus },
    // No find widget of VS Code's: it would find only the rows in sight, and the page has its own for all of them.
    pageOptions(extensionUri),
  );
}

/** Gives a panel, created or restored, its icon and its page. */
export function dressPanel(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  mediaPolicy: MediaPolicy,
  notice?: string,
): void {
  const { webview } = panel;
  const icon = (name: string) => vscode.Uri.joinPath(extensionUri, 'media', 'payload', name);
  const built = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  panel.iconPath = { light: icon('tab-light.svg'), dark: icon('tab-dark.svg') };
  webview.options = pageOptions(extensionUri);
  webview.html = payloadPage({
    nonce: crypto.randomUUID().replaceAll('-', ''),
    cspSource: webview.cspSource,
    mediaSources: mediaSources(mediaPolicy),
    scriptUri: built('payload.js'),
    styleUri: built('payload-style.css'),
    language: vscode.env.language,
    title: vscode.l10n.t('fal request'),
    notice,
  });
}

const pageOptions = (extensionUri: vscode.Uri): vscode.WebviewOptions => ({
  enableScripts: true,
  enableCommandUris: false,
  localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')],
});
