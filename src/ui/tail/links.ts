import * as vscode from 'vscode';
import { TAIL_LANGUAGE, type CommandId } from '../../core/base/contributions';
import type { Disposable } from '../../core/base/events';
import { findLinks, type TailLink } from '../../core/tail/links';
import { sinceAround, timeAt } from '../../core/tail/lineTime';
import type { SourceFiles } from '../source/sourceFiles';
import type { OpenTail } from './openTail';

/** The last ones of a channel: VS Code decorates each, and asks for all of them again whenever lines came. */
const MOST_LINKS = 2_000;

/** Whose logs stand in a document; `undefined` where no tail of this window shows them. */
type ShownIn = (document: vscode.TextDocument) => Pick<OpenTail, 'account' | 'session'> | undefined;

/**
 * Makes frames, request ids, runner ids and its session file lead somewhere from a tail. Web addresses are VS Code's own
 * work.
 */
export function registerTailLinks(files: SourceFiles, shownIn: ShownIn): Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    ['output', 'file'].map((scheme) => ({ scheme, language: TAIL_LANGUAGE })),
    {
      provideDocumentLinks: async (document, token) => {
        const tail = shownIn(document);
        const links = await provideLinks(document, token, files, tail?.account.id);
        return [...linksToFiles(document, tail?.session.places ?? []), ...links];
      },
    },
  );
}

async function provideLinks(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
  files: SourceFiles,
  account: string | undefined,
): Promise<vscode.DocumentLink[]> {
  const text = document.getText();
  const links = findLinks(text).slice(-MOST_LINKS);
  // The text may change while files are looked for.
  const ranges = links.map(
    ({ start, end }) => new vscode.Range(document.positionAt(start), document.positionAt(end)),
  );
  const fileOf = await files.find(links.flatMap((link) => (link.kind === 'frame' ? [link.path] : [])));
  if (token.isCancellationRequested) return [];
  return links.flatMap((link, index) => {
    const range = ranges[index];
    const goal = goalOf(link, { text, fileOf, account });
    if (range === undefined || goal === undefined) return [];
    const made = new vscode.DocumentLink(range, goal.target);
    made.tooltip = goal.tooltip;
    return [made];
  });
}

/** Only to the tail's own files: a line can say any path. */
function linksToFiles(document: vscode.TextDocument, files: readonly string[]): vscode.DocumentLink[] {
  const text = document.getText();
  return files.flatMap((file) => {
    const start = text.indexOf(file);
    if (start === -1) return [];
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + file.length));
    const link = new vscode.DocumentLink(range, vscode.Uri.file(file));
    link.tooltip = vscode.l10n.t('Open all that came, as fal sent it');
    return [link];
  });
}

interface Around {
  readonly text: string;
  readonly fileOf: ReadonlyMap<string, vscode.Uri>;
  readonly account: string | undefined;
}

interface Goal {
  readonly target: vscode.Uri;
  readonly tooltip: string;
}

/** Commands get ids that were read as such, and nothing else of the text, which may be hostile. */
function goalOf(link: TailLink, { text, fileOf, account }: Around): Goal | undefined {
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
        target: commandUri('fal.openRequest', { requestId: link.id, account }),
        tooltip: vscode.l10n.t('Open request'),
      };
    case 'runner': {
      const time = timeAt(text, link.start);
      // What the runner wrote there is to be seen, however long ago it was.
      const since = time === undefined ? undefined : sinceAround(time);
      return {
        target: commandUri('fal.tailLogs', { jobId: link.id, since }, account),
        tooltip: vscode.l10n.t('Tail this runner'),
      };
    }
  }
}

const commandUri = (command: CommandId, ...args: readonly unknown[]): vscode.Uri =>
  vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify(args) });
