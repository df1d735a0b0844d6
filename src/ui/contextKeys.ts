import * as vscode from 'vscode';
import type { AccountKind } from '../core/key/account';

/** The facts that `when` clauses in package.json ask for. */
export interface ContextKeys {
  /** Unset until SecretStorage has answered, so that no welcome flashes up at the start. */
  'fal.keyState': 'none' | AccountKind;
  /** The account that was chosen here has no key any more. */
  'fal.isAccountGone': boolean;
  /** fal does not know the key in use, and there is nothing to show. */
  'fal.isKeyRefused': boolean;
  /** fal has told which endpoints there are: it knows the key in use, or these are sample data. */
  'fal.hasAnswered': boolean;
  'fal.isTailing': boolean;
  /** Running ones, or ones that failed and were not dismissed. */
  'fal.hasTailsToStop': boolean;
  /** Running ones or ended ones. */
  'fal.hasTails': boolean;
  'fal.isFiltered': boolean;
  /** Of the panel in front: it stays with its request. */
  'fal.isKeptOpen': boolean;
}

export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
