import * as vscode from 'vscode';
import { TAIL_LANGUAGE, type CommandId } from '../../core/base/contributions';
import type { Disposable } from '../../core/base/events';
import { Owner } from '../../core/base/owner';
import { matchFrame, nameInFrame } from '../../core/tail/frames';
import { findLinks, type TailLink } from '../../core/tail/links';
import { WorkspaceFiles } from './workspaceFiles';

/** The last ones of a channel: VS Code decorates each, and asks for all of them again whenever lines came. */
const MOST_LINKS = 2_000;
/** So many files may be asked for at once; a text that names more is not worth the search. */
const MOST_NAMES = 200;

/** Makes frames, request ids and runner ids of a tail lead somewhere. Web addresses are VS Code's own work. */
export function registerTailLinks(): Disposable {
  const owner = new Owner();
  const files = owner.own(new WorkspaceFiles());
  owner.own(
    vscode.languages.registerDocumentLinkProvider(
      ['output', 'file'].map((scheme) => ({ scheme, language: TAIL_LANGUAGE })),
      { provideDocumentLinks: (document, token) => provideLinks(document, token, files) },
    ),
  );
  return owner;
}

async function provideLinks(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
  files: WorkspaceFiles,
): Promise<vscode.DocumentLink[]> {
  const links = findLinks(document.getText()).slice(-MOST_LINKS);
  // The text may change while files are looked for.
  const ranges = links.map(
    ({ start, end }) => new vscode.Range(document.positionAt(start), document.positionAt(end)),
  );
  const fileOf = await findFrames(links, files);
  if (token.isCancellationRequested) return [];
  return links.flatMap((link, index) => {
    const range = ranges[index];
    const goal = goalOf(link, fileOf);
    if (range === undefined || goal === undefined) return [];
    const made = new vscode.DocumentLink(range, goal.target);
    made.tooltip = goal.tooltip;
    return [made];
  });
}

type FileOf = ReadonlyMap<string, vscode.Uri>;

/** The workspace's file for each path of a frame that has one. */
async function findFrames(links: readonly TailLink[], files: WorkspaceFiles): Promise<FileOf> {
  const paths = new Set(links.flatMap((link) => (link.kind === 'frame' ? [link.path] : [])));
  const names = new Set([...paths].flatMap((path) => nameInFrame(path) ?? []));
  const found = names.size === 0 ? undefined : await files.find([...names].slice(-MOST_NAMES));
  const fileOf = new Map<string, vscode.Uri>();
  for (const path of paths) {
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

interface Goal {
  readonly target: vscode.Uri;
  readonly tooltip: string;
}

/** Commands get ids that were read as such, and nothing else of the text, which may be hostile. */
function goalOf(link: TailLink, fileOf: FileOf): Goal | undefined {
  switch (link.kind) {
    case 'frame': {
      const file = fileOf.get(link.path);
      return (
        file && {
          target: file.with({ fragment: `L${Math.max(1, link.line)}` }),
          tooltip: vscode.l10n.t('Open {0}, line {1}', vscode.workspace.asRelativePath(file), link.line),
        }
      );
    }
    case 'request':
      return {
        target: commandUri('fal.openRequest', { requestId: link.id }),
        tooltip: vscode.l10n.t('Open request'),
      };
    case 'runner':
      return {
        target: commandUri('fal.tailLogs', { jobId: link.id }),
        tooltip: vscode.l10n.t('Tail this runner'),
      };
  }
}

const commandUri = (command: CommandId, argument: object): vscode.Uri =>
  vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify([argument]) });
