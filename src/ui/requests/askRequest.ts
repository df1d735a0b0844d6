import * as v from 'valibot';
import * as vscode from 'vscode';
import { ArgumentError, readArgument } from '../../core/base/argumentError';
import { unlessAborted } from '../../core/base/unlessAborted';
import type { FalClient, RequestRef } from '../../core/fal/types';
import type { Places } from '../../core/requests/findRequest';
import { extractEndpointId, extractRequestId } from '../../core/requests/requestId';
import { showWarning } from '../messages';

/** What commands about one request take; tree rows give the source too. */
const RequestArgument = v.object({
  requestId: v.string(),
  endpointId: v.optional(v.string()),
  source: v.optional(v.picklist(['owned', 'made'])),
  account: v.optional(v.string()),
});

export interface AskRequestOptions {
  readonly clientOf: (account: string | undefined) => Pick<FalClient, 'listRequests' | 'listMadeRequests'>;
  /** Whose requests are meant where an argument does not say. */
  readonly account: () => string | undefined;
  /** Where to look for a request of an account of which the id alone is known; `signal`: nobody waits any longer. */
  readonly places: (account: string | undefined, signal: AbortSignal) => Promise<Places>;
}

/**
 * The request that a command is about: the one of its argument, else asked for. Looks for its endpoint where only the
 * id is known. `undefined`: the person gave up, or was told that it is nowhere to be found.
 * @throws {ArgumentError} on a wrong argument.
 */
export async function askRequest(
  options: AskRequestOptions,
  argument: unknown,
): Promise<RequestRef | undefined> {
  const given =
    argument === undefined
      ? await askForId()
      : // Text that holds an id will do, so that a key binding or a task can hand over what it has.
        typeof argument === 'string'
        ? { requestId: argument }
        : readArgument(RequestArgument, argument);
  if (given === undefined) return undefined;
  const { endpointId, source, account = options.account() }: v.InferOutput<typeof RequestArgument> = given;
  if (endpointId !== undefined && source !== undefined) {
    return { requestId: given.requestId, endpointId, source, account };
  }
  const client = options.clientOf(account);
  const requestId = extractRequestId(given.requestId);
  if (requestId === undefined) {
    throw new ArgumentError(
      vscode.l10n.t('Wrong value for “{0}”: it takes a request id, a UUID.', 'requestId'),
    );
  }
  const { found, refused } = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Looking for the request…'),
      cancellable: true,
    },
    async (_progress, cancellation) => {
      const abort = new AbortController();
      cancellation.onCancellationRequested(() => abort.abort());
      const { signal } = abort;
      const known =
        endpointId === undefined
          ? await unlessAborted(options.places(account, signal), signal)
          : { owned: [], made: [] };
      const named = endpointId ?? extractEndpointId(given.requestId);
      const { findRequest } = await import('../../core/requests/findRequest');
      return findRequest(client, requestId, { ...known, named }, signal);
    },
  );
  if (found === undefined) void sayNotFound(requestId, endpointId, refused);
  return found && { ...found, account };
}

async function askForId(): Promise<{ requestId: string } | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Open Request'),
    prompt: vscode.l10n.t('Paste a request id, or text with one in it.'),
    // The id is fetched from elsewhere; a box that goes when it loses the focus would be gone.
    ignoreFocusOut: true,
    validateInput: (text) =>
      extractRequestId(text) === undefined
        ? vscode.l10n.t(
            'There is no request id in this. One looks like 019e6d0a-e5be-7b82-b329-35ae64296902.',
          )
        : undefined,
  });
  return typed === undefined ? undefined : { requestId: typed };
}

async function sayNotFound(
  requestId: string,
  endpointId: string | undefined,
  refused: readonly string[],
): Promise<void> {
  if (refused.length > 0) {
    await showWarning(
      vscode.l10n.t(
        'Request {0} was not found where this key may look. It may be at {1}, whose requests this key may not read.',
        requestId,
        listSome(refused),
      ),
    );
    return;
  }
  if (endpointId !== undefined) {
    await showWarning(
      vscode.l10n.t(
        'No request {0} in the last 90 days at {1}, nor at an endpoint that this key called of late. A request of the last minutes may not be listed yet.',
        requestId,
        endpointId,
      ),
    );
    return;
  }
  const open = vscode.l10n.t('Open Settings');
  const choice = await showWarning(
    vscode.l10n.t(
      'No request {0} in the last 90 days at your apps, your pinned endpoints and the endpoints that this key called of late. If it ran at another endpoint, add that to the setting fal.endpoints; a request of the last minutes may not be listed yet.',
      requestId,
    ),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('workbench.action.openSettings', 'fal.endpoints');
}

const MOST_LISTED = 3;

function listSome(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).join(', ');
  const left = names.length - MOST_LISTED;
  return left > 0 ? vscode.l10n.t('{0} and {1} more', shown, left) : shown;
}
