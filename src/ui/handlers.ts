import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArgument } from '../core/base/argumentError';
import type { RequestRef } from '../core/fal/types';
import type { DocumentPart } from '../core/payload/documentPath';
import type { Places } from '../core/requests/findRequest';
import { requestUrl } from '../core/requests/dashboard';
import { readLogFilter, readView, type LogFilter } from '../core/tail/filter';
import type { View } from '../core/tail/transcript';
import type { CommandId } from '../core/base/contributions';
import type { Handler } from './commands';
import type { KeyParts } from './key/changeKeys';
import { createKeyHandlers } from './key/handlers';
import type { DiagnosticsLog } from './log';
import type { PayloadDocuments } from './payload/documents';
import { isTitleContext, type PayloadPanel } from './payload/panel';
import { createRequestHandlers } from './requests/handlers';
import type { RequestFilters } from './requests/requestFilters';
import type { RequestTree } from './requests/tree';
import type { SampleMode } from './sample/sampleMode';
import type { Settings } from './settings';
import type { OpenTail } from './tail/openTail';
import type { Tails } from './tail/tails';

export interface Parts extends KeyParts {
  readonly settings: Settings;
  /** Where a request may be found of which the id alone is known. */
  readonly places: (account: string | undefined, signal: AbortSignal) => Promise<Places>;
  readonly sample: SampleMode;
  readonly tree: RequestTree;
  readonly filters: RequestFilters;
  readonly tails: Tails;
  readonly panel: PayloadPanel;
  readonly documents: PayloadDocuments;
  readonly log: DiagnosticsLog;
  /** Of the workspace. */
  readonly memory: () => vscode.Memento;
  readonly didDeletePayloads: (ref: RequestRef) => void;
}

const TailId = v.string();
/** What a link or a panel hands over; `null` where it knows none, for JSON has no other word. */
const AccountName = v.pipe(
  v.nullable(v.string()),
  v.transform((id) => id ?? undefined),
);
/** `request` is the whole of it. */
const PARTS = ['input', 'output', 'request'] as const;
const PartArgument = v.object({ part: v.optional(v.picklist(PARTS)) });
/** What a row of the tree hands over beside its request, in VS Code’s own words. */
const Glance = v.object({ preserveFocus: v.literal(true) });
const Many = v.array(v.unknown());

/** What each command does with what it was given. Arguments come from key bindings and tasks: they are read first. */
export function createHandlers(parts: Parts): Readonly<Record<CommandId, Handler>> {
  const { accounts, clientOf, keychain, settings, sample, tree, filters, tails, panel, documents, log } =
    parts;
  const account = (): string | undefined => accounts.id;
  const tail = async (argument: unknown, among: readonly OpenTail[]): Promise<OpenTail | undefined> => {
    if (argument !== undefined) return tails.get(readArgument(TailId, argument));
    const { pickTail } = await import('./tail/tailMenu');
    const id = await pickTail(among, vscode.l10n.t('Which tail?'));
    return id === undefined ? undefined : tails.get(id);
  };
  const request = async (argument: unknown): Promise<RequestRef | undefined> => {
    const { askRequest } = await import('./requests/askRequest');
    return askRequest({ clientOf, account, places: parts.places }, argument);
  };
  /** The title bar of a panel hands over where it is, and the palette nothing: they mean the request shown. */
  const orShown = (argument: unknown): Promise<unknown> =>
    isTitleContext(argument)
      ? panel.requestBelow(argument)
      : Promise.resolve(argument === undefined ? panel.inFront : argument);

  // What asks is read when it asks.
  const askForFilter = async (): Promise<LogFilter | undefined> => {
    const { askFilter } = await import('./tail/askFilter');
    const { listApps } = clientOf(account());
    const memory = parts.memory();
    return askFilter({ listApps: (signal) => listApps({}, signal), memory, account: account(), log });
  };
  const askForView = async (view: View): Promise<View | undefined> =>
    (await import('./tail/askView')).askView(view);

  return {
    ...createRequestHandlers({
      clientOf,
      account,
      secrets: () => keychain.secretTexts(),
      settings,
      tree,
      filters,
      askRequest: request,
      orShown,
      didDeletePayloads: parts.didDeletePayloads,
    }),
    ...createKeyHandlers(parts),
    'fal.tailLogs': async (argument, whose) => {
      const named = whose === undefined ? account() : readArgument(AccountName, whose);
      const filter = argument === undefined ? await askForFilter() : readLogFilter(argument);
      return filter && tails.start(filter, named);
    },
    'fal.stopTail': async (argument) => {
      const chosen = await tail(argument, tails.current);
      if (chosen !== undefined) tails.stop(chosen);
    },
    'fal.pauseTail': async (argument) => (await tail(argument, tails.running))?.transcript.pause(),
    'fal.resumeTail': async (argument) => (await tail(argument, tails.paused))?.transcript.resume(),
    'fal.filterTail': async (argument, view) => {
      const chosen = await tail(argument, tails.all);
      const wanted =
        view === undefined ? chosen && (await askForView(chosen.transcript.view)) : readView(view);
      if (wanted !== undefined) await chosen?.transcript.setView(wanted);
    },
    'fal.saveTail': async (argument, target) => {
      const { askTarget, readTarget, saveTail } = await import('./tail/saveTail');
      const named = target === undefined ? undefined : readTarget(target);
      const chosen = await tail(argument, tails.all);
      const uri = chosen && (named ?? (await askTarget(chosen)));
      if (chosen !== undefined && uri !== undefined) await saveTail(chosen, uri);
    },
    'fal.showTails': async () => (await import('./tail/tailMenu')).showTails(tails),
    'fal.openRequest': async (argument, how) => {
      const ref = await request(argument);
      if (ref !== undefined) await panel.show(ref, v.is(Glance, how));
    },
    'fal.openPayloadJson': async (argument) => {
      const named = await orShown(argument);
      const { part } = named === undefined ? {} : readArgument(PartArgument, named);
      const ref = await request(named);
      const chosen = ref && (part ?? (await askPart()));
      if (ref !== undefined && chosen !== undefined) await documents.open(ref, chosen);
    },
    'fal.compareRequests': async (one, other) => {
      // A menu on several rows hands over the one clicked, then all of them.
      const isMenu = v.is(Many, other);
      const rows = isMenu ? other : [await orShown(one), isTitleContext(other) ? undefined : other];
      const left = await request(rows[0]);
      const right = left && (await request(rows[1]));
      if (left === undefined || right === undefined) return;
      const wereNamed = !isMenu && rows.every((row) => row !== undefined);
      const part = wereNamed ? 'payloads' : await askCompared();
      if (part !== undefined) await documents.compare(left, right, part);
    },
    'fal.showDiagnostics': () => log.show(),
    'fal.trySampleData': () => sample.enter(),
    'fal.leaveSampleData': () => sample.leave(),
    '_fal.askTail': () => vscode.commands.executeCommand('fal.tailLogs'),
    '_fal.tailNode': (argument) => {
      const filter = tree.tailFilter(argument);
      return filter && tails.start(filter, account());
    },
    '_fal.tailRunner': (argument) => {
      const filter = tree.tailFilter(argument, 'runner');
      return filter && tails.start(filter, account());
    },
    '_fal.tailShown': (titleBar) => panel.tail(titleBar),
    '_fal.openShownInDashboard': async (titleBar) => {
      const ref = await panel.requestBelow(titleBar);
      if (ref !== undefined) await vscode.env.openExternal(vscode.Uri.parse(requestUrl(ref.requestId)));
    },
    '_fal.keepOpen': (titleBar) => panel.setKept(true, titleBar),
    '_fal.unkeepOpen': (titleBar) => panel.setKept(false, titleBar),
    '_fal.copyRowValue': (argument) => panel.copyRow(argument, 'value'),
    '_fal.copyRowPath': (argument) => panel.copyRow(argument, 'path'),
    '_fal.copyRowJson': (argument) => panel.copyRow(argument, 'json'),
  };
}

const askCompared = () =>
  choosePart(vscode.l10n.t('Compare what?'), [
    ['payloads', vscode.l10n.t('Inputs and outputs')],
    ['input', vscode.l10n.t('Inputs')],
    ['output', vscode.l10n.t('Outputs')],
  ]);

const askPart = () =>
  choosePart(vscode.l10n.t('Open which part?'), [
    ['input', vscode.l10n.t('Input')],
    ['output', vscode.l10n.t('Output')],
    ['request', vscode.l10n.t('Whole Request')],
  ]);

async function choosePart<P extends DocumentPart>(
  title: string,
  labels: readonly (readonly [P, string])[],
): Promise<P | undefined> {
  const picks = labels.map(([part, label]) => ({ label, part }));
  // It may follow upon an id that was typed, which a panel that takes the focus meanwhile should not cost.
  return (await vscode.window.showQuickPick(picks, { title, ignoreFocusOut: true }))?.part;
}
