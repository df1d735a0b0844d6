/**
 * An extension of the tests' own: the demo's workspace, read-only, under a scheme that is not `file`. For all that VS
 * Code can tell, it lies on no disk.
 */
import fs from 'node:fs';
import type * as vscode from 'vscode';
import { mainOf, packExtension } from '../package/packExtension';
import { atRoot } from '../support/root';

const SCHEME = 'virtual';
/** The folder to open. */
export const VIRTUAL_FOLDER = `${SCHEME}:/`;

export const packVirtualFolder = (folder: string): Promise<string> =>
  packExtension(folder, { name: 'virtual-folder', main: mainOf('vscode', 'virtualFolder.mjs') });

export function activate({
  workspace,
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
}: typeof vscode): void {
  const find = (uri: vscode.Uri): string => {
    const file = atRoot('test', 'demo', 'workspace', uri.path);
    if (!fs.existsSync(file)) throw FileSystemError.FileNotFound(uri);
    return file;
  };
  const typeOf = (entry: fs.Dirent | fs.Stats): vscode.FileType =>
    entry.isDirectory() ? FileType.Directory : FileType.File;
  const refuse = (): never => {
    throw FileSystemError.NoPermissions();
  };
  workspace.registerFileSystemProvider(
    SCHEME,
    {
      onDidChangeFile: new EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new Disposable(() => undefined),
      stat: (uri) => {
        const stats = fs.statSync(find(uri));
        return { type: typeOf(stats), ctime: stats.ctimeMs, mtime: stats.mtimeMs, size: stats.size };
      },
      readDirectory: (uri) =>
        fs
          .readdirSync(find(uri), { withFileTypes: true })
          .map((entry): [string, vscode.FileType] => [entry.name, typeOf(entry)]),
      readFile: (uri) => fs.readFileSync(find(uri)),
      ...{ createDirectory: refuse, writeFile: refuse, delete: refuse, rename: refuse },
    },
    { isReadonly: true },
  );
}
