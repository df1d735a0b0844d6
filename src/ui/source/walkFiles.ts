import * as vscode from 'vscode';

/** So many folders are looked into; a larger workspace has a search. */
const MOST_FOLDERS = 2_000;
/** What holds no code of the person's, and much else. */
const SKIPPED = /^(?:\..*|node_modules|__pycache__)$/;

/**
 * The files of these names, found folder by folder: for workspaces that VS Code cannot search, virtual ones or on a
 * server without ripgrep. None at all where there are too many folders to tell that a file is the only one.
 */
export async function walkFiles(names: ReadonlySet<string>): Promise<vscode.Uri[]> {
  const found: vscode.Uri[] = [];
  let level = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  for (let looked = 0; level.length > 0;) {
    looked += level.length;
    if (looked > MOST_FOLDERS) return [];
    const below: vscode.Uri[] = [];
    for (const { folder, entries } of await Promise.all(level.map(readFolder))) {
      for (const [name, type] of entries) {
        // A linked folder may lead back to where it lies.
        if (type === vscode.FileType.Directory && !SKIPPED.test(name))
          below.push(vscode.Uri.joinPath(folder, name));
        else if (type & vscode.FileType.File && names.has(name))
          found.push(vscode.Uri.joinPath(folder, name));
      }
    }
    level = below;
  }
  return found;
}

async function readFolder(folder: vscode.Uri) {
  try {
    return { folder, entries: await vscode.workspace.fs.readDirectory(folder) };
  } catch {
    // Gone meanwhile, or not to be read: there is nothing to link to.
    return { folder, entries: [] };
  }
}
