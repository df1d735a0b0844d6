import * as vscode from 'vscode';
import type { MediaSource } from '../../core/payload/media/mediaTalk';

/** Longer answers nobody waits for. */
const STATUS_WITHIN_MS = 10_000;

/** The status of a file at its host. Asked without the key, and for its first byte where a host knows no HEAD. */
export async function askMediaStatus(url: string, signal: AbortSignal): Promise<number | undefined> {
  const within = AbortSignal.any([signal, AbortSignal.timeout(STATUS_WITHIN_MS)]);
  try {
    const { status } = await fetch(url, { method: 'HEAD', signal: within });
    if (status !== 405 && status !== 501) return status;
    const response = await fetch(url, { headers: { Range: 'bytes=0-0' }, signal: within });
    await response.body?.cancel();
    return response.status;
  } catch {
    // No network, no such host, too slow: all the same to who wants to see a picture.
    return undefined;
  }
}

/** Asks where to, and writes a file there as it comes from its host or stands in the payload. */
export async function saveMedia({ name, address }: MediaSource): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  const target = await vscode.window.showSaveDialog({
    defaultUri: folder === undefined ? vscode.Uri.file(file) : vscode.Uri.joinPath(folder, file),
    title: vscode.l10n.t('Save File'),
  });
  if (target === undefined) return;
  const title = vscode.l10n.t('Saving {0}', file);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (_progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      await vscode.workspace.fs.writeFile(target, await bytesOf(address, abort.signal));
    },
  );
}

async function bytesOf(address: string, signal: AbortSignal): Promise<Uint8Array> {
  const [head] = /^data:[^,]{0,200};base64,/i.exec(address) ?? [];
  // `fetch` reads these, too, but byte by byte: a large one would hold up every extension for seconds.
  if (head !== undefined) return Buffer.from(address.slice(head.length), 'base64');
  const response = await fetch(address, { signal });
  if (response.ok) return new Uint8Array(await response.arrayBuffer());
  throw new Error(vscode.l10n.t('The file could not be loaded: its host answered {0}.', response.status));
}
