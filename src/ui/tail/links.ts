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
      provideDocumentLinks: (document, token) => provideLinks(document, token, files, shownIn(document)),
    },
  );
}

async function provideLinks(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
  files: SourceFiles,
  tail: ReturnType<ShownIn>,
): Promise<vscode.DocumentLink[]> {
  const text = document.getText();
  const links = findLinks(text).slice(-MOST_LINKS);
  // The text may change while files are looked for.
  const rangeOf = (start: number, end: number): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const ranges = links.map(({ start, end }) => rangeOf(start, end));
  const toSession = linksToSession(text, tail?.session.places ?? [], rangeOf);
  const fileOf = await files.find(links.flatMap((link) => (link.kind === 'frame' ? [link.path] : [])));
  if (token.isCancellationRequested) return [];
  const fromLines = links.flatMap((link, index) => {
    const range = ranges[index];
    const goal = goalOf(link, { text, fileOf, account: tail?.account.id });
    return range === undefined || goal === undefined ? [] : [toLink(range, goal)];
  });
  return [...toSession, ...fromLines];
}

function toLink(range: vscode.Range, { target, tooltip }: Goal): vscode.DocumentLink {
  const link = new vscode.DocumentLink(range, target);
  link.tooltip = tooltip;
  return link;
}

/** Only to the tail's own files: a line can say any path. */
function linksToSession(
  text: string,
  files: readonly string[],
  rangeOf: (start: number, end: number) => vscode.Range,
): vscode.DocumentLink[] {
  return files.flatMap((file) => {
    const start = text.indexOf(file);
    const tooltip = vscode.l10n.t('Open all that came, as fal sent it');
    return start === -1
      ? []
      : [toLink(rangeOf(start, start + file.length), { target: vscode.Uri.file(file), tooltip })];
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
