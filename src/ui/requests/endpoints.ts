import * as vscode from 'vscode';
import { ArgumentError } from '../../core/base/argumentError';
import { readEndpointId } from '../../core/requests/endpointId';
import type { Settings } from '../settings';

/** Pins an endpoint: the argument, or what the person types. @throws {ArgumentError} where that is none. */
export async function addEndpoint(settings: Settings, argument: unknown): Promise<void> {
  const text = argument ?? (await askForEndpoint());
  if (text === undefined) return;
  const id = typeof text === 'string' ? readEndpointId(text) : undefined;
  if (id === undefined) throw new ArgumentError(problem());
  await settings.pinEndpoint(id);
}

const askForEndpoint = (): Thenable<string | undefined> =>
  vscode.window.showInputBox({
    title: vscode.l10n.t('Add Endpoint'),
    prompt: vscode.l10n.t(
      'The endpoint’s id, or the address of its page. It is added to the setting fal.endpoints.',
    ),
    placeHolder: 'fal-ai/flux/dev',
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' || readEndpointId(text) !== undefined ? undefined : problem()),
  });

const problem = (): string => vscode.l10n.t('An endpoint is named owner/name, such as fal-ai/flux/dev.');
