import * as vscode from 'vscode';

/** The facts that `when` clauses in package.json ask for. */
export interface ContextKeys {
  /** Unset until SecretStorage has answered, so that no welcome flashes up at the start. */
  'fal.keyState': 'none' | 'stored' | 'environment';
  'fal.isTailing': boolean;
  /** Running ones or ended ones. */
  'fal.hasTails': boolean;
  'fal.isFiltered': boolean;
  /** Of the panel in front: it stays with its request. */
  'fal.isKeptOpen': boolean;
}

export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
