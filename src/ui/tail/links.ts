import * as vscode from 'vscode';
import { TAIL_LANGUAGE, type CommandId } from '../../core/base/contributions';
import type { Disposable } from '../../core/base/events';
import { findLinks, type TailLink } from '../../core/tail/links';
import { sinceAround, timeAt } from '../../core/tail/lineTime';
import type { SourceFiles } from '../source/sourceFiles';

/** The last ones of a channel: VS Code decorates each, and asks for all of them again whenever lines came. */
const MOST_LINKS = 2_000;

/** Whose logs stand in a document; `undefined` where no tail of this window shows them. */
type AccountShownIn = (document: vscode.TextDocument) => string | undefined;

/** Makes frames, request ids and runner ids of a tail lead somewhere. Web addresses are VS Code's own work. */
export function registerTailLinks(files: SourceFiles, accountShownIn: AccountShownIn): Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    ['output', 'file'].map((scheme) => ({ scheme, language: TAIL_LANGUAGE })),
    {
      provideDocumentLinks: (document, token) =>
        provideLinks(document, token, files, accountShownIn(document)),
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
