import * as vscode from 'vscode';
import { COMMANDS, type CommandId } from '../core/base/contributions';
import { ArgumentError } from '../core/base/argumentError';
import { isAbort } from '../core/base/errors';
import type { Disposable } from '../core/base/events';
import { Owner } from '../core/base/owner';

export type Handler = (...args: unknown[]) => unknown;

export interface CommandOptions {
  readonly handlers: Readonly<Record<CommandId, Handler>>;
  /** Offers to set a key where there is none; `false` when there is none afterwards. */
  readonly ensureKey: () => Promise<boolean>;
  /** @param retry runs the command once more, with what was asked. */
  readonly showProblem: (error: unknown, retry: () => unknown) => void;
}

/** The one place where commands are registered, and where their errors become words. */
export function registerCommands({ handlers, ensureKey, showProblem }: CommandOptions): Disposable {
  const run = async (id: CommandId, args: unknown[]): Promise<unknown> => {
    try {
      if (COMMANDS[id].needsKey && !(await ensureKey())) return undefined;
      return await handlers[id](...args);
    } catch (error) {
      // A wrong argument goes back to whoever gave it: a key binding's is shown by VS Code, a task's or a test's is
      // caught there.
      if (error instanceof ArgumentError) throw error;
      if (!isAbort(error)) showProblem(error, () => run(id, args));
      return undefined;
    }
  };
  const owner = new Owner();
  for (const id of Object.keys(COMMANDS) as CommandId[]) {
    owner.own(vscode.commands.registerCommand(id, (...args: unknown[]) => run(id, args)));
  }
  return owner;
}
