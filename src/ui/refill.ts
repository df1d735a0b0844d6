import type { QuickPick, QuickPickItem } from 'vscode';

/** Sets a list's rows anew. Its active row stays so, told by its label: VS Code would go back to the first. */
export function refill<Row extends QuickPickItem>(pick: QuickPick<Row>, rows: readonly Row[]): void {
  const [active] = pick.activeItems;
  pick.items = rows;
  const same = rows.filter(({ label }) => label === active?.label);
  // None would be active; left alone, VS Code takes the first that matches.
  if (same.length > 0) pick.activeItems = same;
}
