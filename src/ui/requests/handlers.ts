import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArgument } from '../../core/base/argumentError';
import type { CommandId } from '../../core/base/contributions';
import type { FalClient, RequestRef } from '../../core/fal/types';
import { dashboardUrl } from '../../core/requests/dashboard';
import type { NodeRef } from '../../core/requests/nodeRef';
import { ANY_ID } from '../../core/requests/requestId';
import { showInfo } from '../messages';
import type { Settings } from '../settings';
import type { CopyFormat } from './copyAs';
import type { RequestFilters } from './requestFilters';
import type { RequestTree } from './tree';

export interface RequestParts {
  readonly clientOf: (account: string | undefined) => FalClient;
  /** Of the account that serves: the tree’s rows are its. */
  readonly account: () => string | undefined;
  readonly secrets: () => Promise<readonly string[]>;
  readonly settings: Settings;
  readonly tree: RequestTree;
  readonly filters: RequestFilters;
  /** The request of an argument, else asked for. */
  readonly askRequest: (argument: unknown) => Promise<RequestRef | undefined>;
  /** The request shown in the panel whose title bar called, or else what was handed over. */
  readonly orShown: (argument: unknown) => Promise<unknown>;
  readonly didDeletePayloads: (ref: RequestRef) => void;
}

const NodeId = v.string();

/** What the commands of the explorer do that are its alone; what few need is loaded when it is needed. */
export function createRequestHandlers(parts: RequestParts) {
  const { clientOf, account, secrets, settings, tree, filters, askRequest, orShown } = parts;
  const requests = (args: readonly unknown[]): readonly RequestRef[] =>
    tree
      .chosen(args)
      .filter((ref) => ref.kind === 'request')
      .map(({ requestId, endpointId, source }) => ({ requestId, endpointId, source, account: account() }));
  const copy = async (refs: readonly RequestRef[], format: CopyFormat): Promise<void> => {
    if (refs.length === 0) return;
    const { copyAs } = await import('./copyAs');
    const getRequest: FalClient['getRequest'] = (ref, signal) =>
      clientOf(ref.account).getRequest(ref, signal);
    await copyAs({ getRequest, secrets }, refs, format);
  };
  const copyChosen =
    (format: CopyFormat) =>
    (...args: unknown[]) =>
      copy(requests(args), format);

  return {
    'fal.refreshRequests': () => tree.refresh(),
    'fal.filterRequests': (argument) => (argument === undefined ? filters.ask() : filters.set(argument)),
    '_fal.askRequestFilter': () => filters.ask(),
    '_fal.changeRequestFilter': () => filters.ask(),
    'fal.clearRequestFilter': () => filters.set({}),
    'fal.nextFailedRequest': async () => {
      if (!(await tree.revealNextFailed())) void offerFailures();
    },
    'fal.addEndpoint': async (argument) => {
      const { addEndpoint } = await import('./endpoints');
      await addEndpoint(settings, typeof argument === 'string' ? argument : undefined);
    },
    '_fal.unpinEndpoint': (...args) =>
      settings.unpinEndpoints(
        tree.chosen(args).flatMap((ref) => (ref.kind === 'endpoint' ? [ref.endpointId] : [])),
      ),
    'fal.openSelectedRequest': () => vscode.commands.executeCommand('fal.openRequest', selectedText()),
    '_fal.askRequest': () => vscode.commands.executeCommand('fal.openRequest'),
    'fal.copyAs': async (argument) => {
      const { askFormat, readFormat } = await import('./copyAs');
      const named = await orShown(argument);
      const format = readFormat(named);
      const ref = await askRequest(named);
      const chosen = ref && (format ?? (await askFormat()));
      if (ref !== undefined && chosen !== undefined) await copy([ref], chosen);
    },
    '_fal.copyRequestId': copyChosen('id'),
    '_fal.copyRequestJson': copyChosen('json'),
    '_fal.copyRequestCurl': copyChosen('curl'),
    '_fal.copyRequestPython': copyChosen('python'),
    '_fal.copyRequestJavascript': copyChosen('javascript'),
    '_fal.openInDashboard': async (...args) => {
      const [ref] = tree.chosen(args);
      const url = ref && dashboardUrl(ref, isMade(tree, ref));
      if (url !== undefined) await vscode.env.openExternal(vscode.Uri.parse(url));
    },
    'fal.deletePayloads': async (argument) => {
      const ref = await askRequest(argument);
      if (ref === undefined) return undefined;
      const { deletePayloads } = await import('./deletePayloads');
      const files = await deletePayloads(clientOf(ref.account), ref);
      if (files !== undefined) parts.didDeletePayloads(ref);
      return files;
    },
    '_fal.compareSelected': (...args) => {
      const [one, other, third] = requests(args);
      if (one !== undefined && other !== undefined && third === undefined) {
        return vscode.commands.executeCommand('fal.compareRequests', one, other);
      }
      void showInfo(vscode.l10n.t('Select two requests to compare, and nothing else.'));
      return undefined;
    },
    '_fal.loadMore': (argument) => tree.loadMore(readArgument(NodeId, argument)),
  } satisfies Partial<Record<CommandId, (...args: unknown[]) => unknown>>;
}

const isMade = (tree: RequestTree, ref: NodeRef): boolean => /\bmade\b/.test(tree.node(ref).context);

/** What is selected in the editor, else the id that the cursor stands in. */
function selectedText(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) return undefined;
  const selected = editor.document.getText(editor.selection);
  if (selected !== '') return selected;
  const range = editor.document.getWordRangeAtPosition(editor.selection.active, ANY_ID);
  return range && editor.document.getText(range);
}

async function offerFailures(): Promise<void> {
  const filter = vscode.l10n.t('Show Errors Only');
  const choice = await showInfo(
    vscode.l10n.t('None of the loaded requests failed. Open more apps, or ask fal for errors alone.'),
    filter,
  );
  if (choice === filter) await vscode.commands.executeCommand('fal.filterRequests', { status: 'error' });
}
