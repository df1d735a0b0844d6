import * as v from 'valibot';
import { readArgument } from '../../core/base/argumentError';
import type { CommandId } from '../../core/base/contributions';
import type { KeyParts } from './changeKeys';

const Account = v.string();

/** What the commands about keys do; all of it asks, so it is loaded when it does. */
export function createKeyHandlers(parts: KeyParts) {
  const changes = () => import('./changeKeys');
  return {
    'fal.setApiKey': async () => (await changes()).setApiKey(parts),
    '_fal.setKeyOf': async (account) => (await changes()).setApiKey(parts, readArgument(Account, account)),
    'fal.removeApiKey': async () => (await import('./removeKey')).removeApiKey(parts),
    'fal.addAccount': async () => (await changes()).addAccount(parts),
    'fal.switchAccount': async (argument) => (await import('./switchAccount')).switchAccount(parts, argument),
    '_fal.askAccount': async () => (await import('./switchAccount')).switchAccount(parts, undefined),
    'fal.showAccount': async () => (await import('./showAccount')).showAccount(parts),
  } satisfies Partial<Record<CommandId, (...args: unknown[]) => unknown>>;
}
