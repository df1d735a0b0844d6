import * as vscode from 'vscode';

/**
 * Asks for one of some rows, of which one is active at first: `showQuickPick` always begins with the first. Goes only
 * with an answer or Escape.
 */
export function pickOne<Row extends vscode.QuickPickItem>(
  rows: readonly Row[],
  active: Row | undefined,
  { title, placeholder }: { readonly title: string; readonly placeholder?: string },
): Promise<Row | undefined> {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.ignoreFocusOut = true;
  pick.items = rows;
  if (active !== undefined) pick.activeItems = [active];
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const [chosen] = pick.selectedItems;
      if (chosen === undefined) return;
      resolve(chosen);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
