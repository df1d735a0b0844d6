import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/events';
import { Owner } from '../../core/base/owner';
import { walkFiles } from './walkFiles';

/** Those of folders that VS Code itself can search. */
const DISKS = ['file', 'vscode-remote'];
/** How long a search of other folders may take. */
const PATIENCE_MS = 2_000;

type Found = ReadonlyMap<string, readonly vscode.Uri[]>;

/** The workspace's files by their names: looked for once, and again when files came, went or were renamed. */
export class WorkspaceFiles implements Disposable {
  private readonly owner = new Owner();
  private known = new Map<string, Promise<readonly vscode.Uri[]>>();

  /** Watches from the first question on, since most sessions ask none. */
  private isWatching = false;

  /** @param names those of files, with no character that means something in a pattern. */
  async find(names: readonly string[]): Promise<Found> {
    this.watch();
    const { known } = this;
    const missing = names.filter((name) => !known.has(name));
    if (missing.length > 0) {
      const search = findByNames(missing);
      for (const name of missing)
        known.set(
          name,
          search.then((found) => found.get(name) ?? []),
        );
      // A search that failed is tried again by the next question.
      search.catch(() => this.forget());
    }
    return new Map(
      await Promise.all(names.map(async (name) => [name, (await known.get(name)) ?? []] as const)),
    );
  }

  dispose(): void {
    this.owner.dispose();
  }

  private watch(): void {
    if (this.isWatching) return;
    this.isWatching = true;
    const watcher = this.owner.own(vscode.workspace.createFileSystemWatcher('**/*', false, true, false));
    const forget = (): void => this.forget();
    this.owner.own(watcher.onDidCreate(forget));
    this.owner.own(watcher.onDidDelete(forget));
    this.owner.own(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  }

  private forget(): void {
    this.known = new Map();
  }
}

/** One search for all of them: each costs a walk over the workspace. */
async function findByNames(names: readonly string[]): Promise<Found> {
  const pattern = names.length === 1 ? `**/${names.join()}` : `**/{${names.join(',')}}`;
  const uris = (await search(pattern)) ?? (await walkFiles(new Set(names)));
  const found = new Map<string, vscode.Uri[]>();
  for (const uri of uris) {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    const same = found.get(name);
    if (same === undefined) found.set(name, [uri]);
    else same.push(uri);
  }
  return found;
}

/**
 * `undefined`: VS Code has nothing to search with. It says so by an error, by finding nothing at all, or never: in a
 * virtual workspace it waits until an extension comes that can search there.
 */
async function search(pattern: string): Promise<readonly vscode.Uri[] | undefined> {
  try {
    const uris = await inTime(vscode.workspace.findFiles(pattern));
    if (uris === undefined || uris.length > 0) return uris;
    const any = await inTime(vscode.workspace.findFiles('**/*', null, 1));
    return any !== undefined && any.length > 0 ? uris : undefined;
  } catch {
    // What is wrong with it is in VS Code's own log.
    return undefined;
  }
}

async function inTime<T>(search: Thenable<T>): Promise<T | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.some(({ uri }) => DISKS.includes(uri.scheme))) return search;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  return Promise.race([search, late]).finally(() => clearTimeout(timer));
}
