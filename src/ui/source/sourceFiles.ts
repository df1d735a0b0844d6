import type * as vscode from 'vscode';
import type { Disposable } from '../../core/base/events';
import { matchFrame, nameInFrame } from '../../core/tail/frames';
import { WorkspaceFiles } from './workspaceFiles';

/** So many files may be asked for at once; a text that names more is not worth the search. */
const MOST_NAMES = 200;

/** Which files of the workspace the frames of tracebacks mean. */
export class SourceFiles implements Disposable {
  private readonly files = new WorkspaceFiles();

  /** The file for each path that has one; paths are as they were where the program ran. */
  async find(paths: readonly string[]): Promise<ReadonlyMap<string, vscode.Uri>> {
    const names = new Set(paths.flatMap((path) => nameInFrame(path) ?? []));
    const found = names.size === 0 ? undefined : await this.files.find([...names].slice(-MOST_NAMES));
    const fileOf = new Map<string, vscode.Uri>();
    for (const path of new Set(paths)) {
      const candidates = found?.get(nameInFrame(path) ?? '') ?? [];
      const match = matchFrame(
        path,
        candidates.map((uri) => uri.path),
      );
      const file = candidates.find((uri) => uri.path === match);
      if (file !== undefined) fileOf.set(path, file);
    }
    return fileOf;
  }

  dispose(): void {
    this.files.dispose();
  }
}
