import * as vscode from 'vscode';

/**
 * Opens an address of a payload in the browser; VS Code itself asks before it does.
 * @throws an Error in words where it is none that may be opened.
 */
export async function openAddress(address: string): Promise<void> {
  const cannot = (cause?: unknown): Error =>
    new Error(vscode.l10n.t('This address cannot be opened: {0}', address.slice(0, 200)), { cause });
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) throw cannot();
  try {
    await vscode.env.openExternal(asSent(address));
  } catch (error) {
    throw cannot(error);
  }
}

/** A `Uri` forgets which characters were escaped, and a signed link is broken then; VS Code takes the text as well. */
const asSent = (address: string): vscode.Uri => address as unknown as vscode.Uri;
