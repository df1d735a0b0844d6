import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import * as vscode from 'vscode';
import { rootCause } from '../../core/base/errors';
import { fileNameOf } from '../../core/payload/media/fileName';
import type { MediaSource } from '../../core/payload/media/mediaTalk';

/** Asks where to, and writes a file there as it comes from its host or stands in the payload. */
export async function saveMedia({ name, address }: MediaSource): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = fileNameOf(name);
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
      await writeMedia(target, address, abort.signal).catch((error: unknown) => {
        if (abort.signal.aborted) return;
        throw new Error(vscode.l10n.t('The file could not be saved: {0}', rootCause(error)), {
          cause: error,
        });
      });
    },
  );
}

async function writeMedia(target: vscode.Uri, address: string, signal: AbortSignal): Promise<void> {
  const [head] = /^data:[^,]{0,200};base64,/i.exec(address) ?? [];
  if (head !== undefined) {
    // `fetch` reads these, too, but byte by byte: a large one would hold up every extension for seconds.
    await vscode.workspace.fs.writeFile(target, Buffer.from(address.slice(head.length), 'base64'));
    return;
  }
  const response = await fetch(address, { signal });
  if (!response.ok) throw new Error(vscode.l10n.t('its host answered {0}.', response.status));
  if (target.scheme === 'file' && response.body !== null)
    await writeStream(target.fsPath, response.body, signal);
  else await vscode.workspace.fs.writeFile(target, new Uint8Array(await response.arrayBuffer()));
}

/** A file may be larger than the memory, and what breaks off must not take the place of what was there. */
async function writeStream(
  file: string,
  body: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const part = `${file}.${crypto.randomUUID()}.part`;
  try {
    await pipeline(body, createWriteStream(part), { signal });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
