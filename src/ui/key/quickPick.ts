import * as vscode from 'vscode';

/** A row that says what choosing it, or one of its buttons, does; one that does nothing is only read. */
export interface Row extends vscode.QuickPickItem {
  readonly does?: () => unknown;
  readonly buttons?: readonly RowButton[];
}

export interface RowButton extends vscode.QuickInputButton {
  readonly does: () => unknown;
}

export const separator = (label: string): Row => ({ label, kind: vscode.QuickPickItemKind.Separator });

/**
 * Shows rows, which `fill` may set anew as long as `signal` allows, and does what was chosen once the list is gone: that
 * may ask on.
 */
export async function chooseRow(
  list: { readonly title: string; readonly placeholder: string },
  fill: (show: (rows: readonly Row[], isBusy?: boolean) => void, signal: AbortSignal) => unknown,
): Promise<void> {
  const pick = vscode.window.createQuickPick<Row>();
  const abort = new AbortController();
  pick.title = list.title;
  pick.placeholder = list.placeholder;
  pick.matchOnDescription = true;
  fill((rows, isBusy = false) => {
    if (abort.signal.aborted) return;
    const at = pick.items.findIndex((row) => row === pick.activeItems[0]);
    pick.items = rows;
    pick.busy = isBusy;
    const active = pick.items[at];
    if (active !== undefined) pick.activeItems = [active];
  }, abort.signal);
  const does = await new Promise<Row['does']>((resolve) => {
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      if (row?.does !== undefined) resolve(row.does);
    });
    pick.onDidTriggerItemButton(({ item, button }) =>
      resolve(item.buttons?.find((each) => each === button)?.does),
    );
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  abort.abort();
  pick.dispose();
  await does?.();
}
