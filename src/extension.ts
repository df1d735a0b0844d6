import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Owner } from './core/base/owner';
import { loopbackOrigin } from './core/fal/address';
import { createFalClient } from './core/fal/client';
import type { RequestRef } from './core/fal/types';
import type { MediaPolicy } from './core/payload/media/mediaPolicy';
import { askMediaStatus } from './core/payload/media/mediaStatus';
import { RequestCache } from './core/payload/requestCache';
import type { Places } from './core/requests/findRequest';
import { RequestStore } from './core/requests/store';
import { TailProblems } from './core/tail/tailProblems';
import { registerCommands } from './ui/commands';
import { Accounts } from './ui/key/accounts';
import { ensureKey } from './ui/key/ensureKey';
import { Keychain } from './ui/key/keychain';
import { createDiagnosticsLog } from './ui/log';
import { PayloadDocuments } from './ui/payload/documents';
import { saveMedia } from './ui/payload/mediaFiles';
import { openAddress } from './ui/payload/openAddress';
import { PayloadPanel } from './ui/payload/panel';
import { askStep, describeError, showProblem } from './ui/problems';
import { setContextKey } from './ui/contextKeys';
import { createHandlers } from './ui/handlers';
import { RequestFilters } from './ui/requests/requestFilters';
import { REQUEST_URIS } from './ui/requests/requestUris';
import { RequestTree } from './ui/requests/tree';
import { SampleMode } from './ui/sample/sampleMode';
import { Settings } from './ui/settings';
import { takeStep } from './ui/steps';
import { SourceFiles } from './ui/source/sourceFiles';
import { registerTailLinks } from './ui/tail/links';
import { createTailStatus } from './ui/tail/tailStatus';
import { Tails } from './ui/tail/tails';

/**
 * Builds the parts, each from those above it, and gives VS Code one owner that releases them in reverse. Touches no
 * network: what is shown first is asked for when it is seen.
 */
export function activate(context: vscode.ExtensionContext): TestDoor | undefined {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const owner = new Owner();
  context.subscriptions.push(owner);

  const log = owner.own(createDiagnosticsLog());
  const settings = owner.own(new Settings());
  const keychain = owner.own(new Keychain(context.secrets, process.env));
  const http = { apiUrl: () => settings.apiUrl, fetch: globalThis.fetch, log };
  const accounts = owner.own(new Accounts(keychain, context.workspaceState));
  const sample = owner.own(
    new SampleMode(
      accounts,
      (options) => createFalClient({ ...options, log }),
      () => tails,
    ),
  );
  const clientOf = (account?: string) =>
    sample.clientBeside(createFalClient({ ...http, key: () => accounts.key(account) }), account);
  const problem = (error: unknown, retry: () => unknown): void => void showProblem(error, retry, log);

  const tails: Tails = owner.own(
    new Tails({
      account: (id = accounts.id ?? '') => ({ id, client: clientOf(id), label: () => accounts.label(id) }),
      backlog: () => settings.tailBacklog,
      maxLines: () => settings.tailMaxLines,
      folder: () => sample.now?.folder ?? vscode.Uri.joinPath(context.globalStorageUri, 'tails').fsPath,
      problems: new TailProblems({
        askStep: (error) => askStep(error, log),
        takeStep: (step, retry, account) => accounts.hasChosenIn(() => takeStep(step, retry, account)),
      }),
    }),
  );
  const endpoints = (): readonly string[] => sample.now?.endpoints ?? settings.endpoints;
  const storeOf = (account?: string) =>
    new RequestStore({ ...clientOf(account), endpoints, now: Date.now, log });
  const store = owner.own(storeOf());
  const cache = new RequestCache((ref, ...how) => clientOf(ref.account).getRequest(ref, ...how), Date.now);
  const memory = () => sample.now?.memory ?? context.workspaceState;
  const filters = new RequestFilters(store, memory);
  const autoRefreshSeconds = (): number => settings.autoRefreshSeconds;
  const tree = owner.own(
    new RequestTree({
      store,
      isSignedIn: () => accounts.id !== undefined,
      whose: () => accounts.whose(),
      autoRefreshSeconds,
      now: Date.now,
    }),
  );
  owner.own(
    settings.onDidChange('apiUrl', () => {
      cache.clear();
      store.reset();
      tails.reconnect('apiUrl');
    }),
  );
  owner.own(settings.onDidChange('endpoints', () => store.rearrange()));
  owner.own(settings.onDidChange('requests.autoRefresh', () => tree.restartAutoRefresh()));

  owner.own(createTailStatus(tails));
  const sources = owner.own(new SourceFiles());
  owner.own(registerTailLinks(sources, (document) => tails.shownIn(document)));

  const getRequest = (...question: Parameters<RequestCache['get']>) => cache.get(...question);
  const documents = owner.own(new PayloadDocuments({ getRequest }));
  const mediaPolicy = (): MediaPolicy => {
    const load = settings.loadMedia;
    // Sample payloads hold their files; the network is asked for none, whatever else they name.
    if (sample.now !== undefined && load !== 'never') return { load: 'held' };
    return { load, loopback: loopbackOrigin(settings.apiUrl) };
  };
  const panel = owner.own(
    new PayloadPanel({
      extensionUri: context.extensionUri,
      log,
      getRequest,
      describe: describeError,
      takeStep: async (step, retry, account) => {
        // What could not be shown without a key can be with one; and its own account may be gone for good.
        if (await accounts.hasChosenIn(() => takeStep(step, () => retry(), account))) retry(accounts.id);
      },
      logHistory: (query, signal, { account }) => clientOf(account).logHistory(query, signal),
      tail: (filter, { account }) => vscode.commands.executeCommand('fal.tailLogs', filter, account),
      whose: (account) => accounts.whose(account),
      sources,
      mediaPolicy,
      askMediaStatus: (url, signal) => askMediaStatus(url, signal),
      openExternally: (url) => openAddress(url).catch((error: unknown) => problem(error, () => undefined)),
      saveMedia: (source) => saveMedia(source).catch((error: unknown) => problem(error, () => undefined)),
      onDidChangeKept: (isKept) => setContextKey('fal.isKeptOpen', isKept),
      areAllTitleBarsLive: () => settings.areAllTitleBarsLive,
      openJson: (ref, part) => vscode.commands.executeCommand('fal.openPayloadJson', { ...ref, part }),
    }),
  );

  owner.own(settings.onDidChange('payload.loadMedia', () => panel.redress()));
  owner.own(settings.onDidChange('apiUrl', () => panel.redress()));
  const reload = (isMeant: (ref: RequestRef) => boolean): void => {
    documents.reload(isMeant);
    panel.reload(isMeant);
  };
  owner.own(
    accounts.onDidChange((change) => {
      const { isOther, isBreak, hasOtherKey } = change;
      cache.clear();
      if (isBreak) {
        tails.closeAll();
        filters.recall();
      }
      sample.settle();
      tails.reconnect('key', change);
      reload(({ account = accounts.id }) => account !== undefined && hasOtherKey(account));
      if (isOther) {
        store.reset();
        if (accounts.id !== undefined) tails.sayWhose(accounts.id);
      }
      tree.showTitle();
      panel.retitle();
    }),
  );

  const places = async (account: string | undefined, signal: AbortSignal): Promise<Places> => {
    if (account === accounts.id) return store.findPlaces();
    const theirs = storeOf(account);
    signal.addEventListener('abort', () => theirs.dispose());
    return theirs.findPlaces().finally(() => theirs.dispose());
  };
  const clientWith = (candidate: string) =>
    createFalClient({ ...http, key: () => Promise.resolve(candidate) });
  owner.own(
    registerCommands({
      handlers: createHandlers({
        clientOf,
        clientWith,
        accounts,
        keychain,
        settings,
        places,
        sample,
        tree,
        filters,
        tails,
        panel,
        documents,
        log,
        memory,
        didDeletePayloads: (ref) => {
          cache.forget(ref);
          reload(({ requestId }) => requestId === ref.requestId);
        },
      }),
      ensureKey: () => ensureKey(accounts),
      showProblem: problem,
    }),
  );

  owner.own(vscode.window.registerUriHandler(REQUEST_URIS));

  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  if (!isTest) return undefined;
  const { logUri, workspaceState } = context;
  return { tree, tails, keychain, accounts, logUri, memory: workspaceState, window: vscode.window };
}

/** What tests may look at beside what a person sees; there is none outside them. */
export interface TestDoor {
  readonly tree: RequestTree;
  readonly tails: Tails;
  readonly keychain: Keychain;
  readonly accounts: Accounts;
  readonly logUri: vscode.Uri;
  readonly memory: vscode.Memento;
  /** As the extension has it: older VS Codes give tests, which are no ES modules, one of their own. */
  readonly window: typeof vscode.window;
}
