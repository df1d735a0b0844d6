import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Owner } from './core/base/owner';
import { loopbackOrigin } from './core/fal/address';
import { createFalClient } from './core/fal/client';
import { RequestCache } from './core/payload/requestCache';
import { RequestStore } from './core/requests/store';
import { registerCommands } from './ui/commands';
import { ensureKey } from './ui/key/ensureKey';
import { Keychain } from './ui/key/keychain';
import { followKey } from './ui/key/keyState';
import { createDiagnosticsLog } from './ui/log';
import { PayloadDocuments } from './ui/payload/documents';
import { askMediaStatus, saveMedia } from './ui/payload/mediaFiles';
import { PayloadPanel } from './ui/payload/panel';
import { describeError, showProblem } from './ui/problems';
import { setContextKey } from './ui/contextKeys';
import { createHandlers } from './ui/handlers';
import { RequestFilters } from './ui/requests/requestFilters';
import { REQUEST_URIS } from './ui/requests/requestUris';
import { RequestTree } from './ui/requests/tree';
import { Settings } from './ui/settings';
import { takeStep } from './ui/steps';
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
  const client = createFalClient({ ...http, key: () => keychain.get() });
  const problem = (error: unknown, retry: () => unknown): void => void showProblem(error, retry, log);

  const tails = owner.own(
    new Tails({
      client,
      backlog: () => settings.tailBacklog,
      maxLines: () => settings.tailMaxLines,
      folder: vscode.Uri.joinPath(context.globalStorageUri, 'tails').fsPath,
      onProblem: problem,
    }),
  );
  const endpoints = (): readonly string[] => settings.endpoints;
  const store = owner.own(new RequestStore({ ...client, endpoints, now: Date.now, log }));
  const cache = new RequestCache(client.getRequest, Date.now);
  const askAnew = (): void => {
    cache.clear();
    store.reset();
    tails.reconnect();
  };
  const key = owner.own(followKey(keychain, () => askAnew()));
  const filters = new RequestFilters(store, context.workspaceState);
  const autoRefreshSeconds = (): number => settings.autoRefreshSeconds;
  const tree = owner.own(
    new RequestTree({ store, isSignedIn: () => key.isHeld, autoRefreshSeconds, now: Date.now }),
  );
  owner.own(settings.onDidChange('apiUrl', () => askAnew()));
  owner.own(settings.onDidChange('endpoints', () => store.rearrange()));
  owner.own(settings.onDidChange('requests.autoRefresh', () => tree.restartAutoRefresh()));

  owner.own(createTailStatus(tails));
  owner.own(registerTailLinks());

  const getRequest = (...question: Parameters<RequestCache['get']>) => cache.get(...question);
  const documents = owner.own(new PayloadDocuments({ getRequest }));
  const mediaPolicy = () => ({ load: settings.loadMedia, loopback: loopbackOrigin(settings.apiUrl) });
  const panel = owner.own(
    new PayloadPanel({
      extensionUri: context.extensionUri,
      log,
      getRequest,
      describe: describeError,
      takeStep: async (step, retry) => {
        await takeStep(step, retry);
        // With a key, what could not be shown without one can be.
        if (step === 'setKey') retry();
      },
      logHistory: client.logHistory,
      tail: (filter) => vscode.commands.executeCommand('fal.tailLogs', filter),
      mediaPolicy,
      askMediaStatus,
      saveMedia: (source) => saveMedia(source).catch((error: unknown) => problem(error, () => undefined)),
      onDidChangeKept: (isKept) => setContextKey('fal.isKeptOpen', isKept),
      openJson: (ref, part) => vscode.commands.executeCommand('fal.openPayloadJson', { ...ref, part }),
    }),
  );

  owner.own(settings.onDidChange('payload.loadMedia', () => panel.redress()));
  owner.own(settings.onDidChange('apiUrl', () => panel.redress()));

  const clientWith = (candidate: string) =>
    createFalClient({ ...http, key: () => Promise.resolve(candidate) });
  owner.own(
    registerCommands({
      handlers: createHandlers({
        client,
        clientWith,
        keychain,
        settings,
        tree,
        filters,
        tails,
        panel,
        documents,
        log,
        memory: context.workspaceState,
      }),
      ensureKey: () => ensureKey(keychain),
      showProblem: problem,
    }),
  );

  owner.own(vscode.window.registerUriHandler(REQUEST_URIS));

  const isTest = context.extensionMode === vscode.ExtensionMode.Test;
  if (!isTest) return undefined;
  const openUri = (uri: vscode.Uri) => REQUEST_URIS.handleUri(uri);
  return { tree, tails, keychain, logUri: context.logUri, memory: context.workspaceState, openUri };
}

/** What tests may look at beside what a person sees; there is none outside them. */
export interface TestDoor {
  readonly tree: RequestTree;
  readonly tails: Tails;
  readonly keychain: Keychain;
  readonly logUri: vscode.Uri;
  readonly memory: vscode.Memento;
  /** As VS Code hands over a link that was followed. */
  readonly openUri: (uri: vscode.Uri) => vscode.ProviderResult<void>;
}
