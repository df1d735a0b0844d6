import * as vscode from 'vscode';
import type { TestDoor } from '../../src/extension';
import { until } from '../support/until';

export interface Lists {
  /** Waits until the person can choose from a list of that title. */
  opens(title: string): Promise<unknown>;
  /** The row of the open one that Enter would choose. */
  active(): string | undefined;
  /** Presses Escape in it. */
  escape(): Promise<unknown>;
  /** Lets VS Code open them unseen again. */
  restore(): void;
}

/** Sees the lists that VS Code opens, which it tells nobody but who opened them. */
export function watchLists({ window }: Pick<TestDoor, 'window'>): Lists {
  const { createQuickPick } = window;
  let open: vscode.QuickPick<vscode.QuickPickItem> | undefined;
  const create = (): vscode.QuickPick<vscode.QuickPickItem> => {
    const list = createQuickPick();
    list.onDidHide(() => (open = undefined));
    return (open = list);
  };
  Object.assign(window, { createQuickPick: create });
  return {
    opens: (title) => until(`the list “${title}” is open`, () => open?.title === title),
    active: () => open?.activeItems[0]?.label,
    escape: () =>
      until('the list is closed', async () => {
        await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
        return open === undefined;
      }),
    restore: () => void Object.assign(window, { createQuickPick }),
  };
}
