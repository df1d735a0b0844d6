import * as vscode from 'vscode';
import { LEVELS, type Level } from '../../core/tail/level';
import type { View } from '../../core/tail/transcript';

interface LevelPick extends vscode.QuickPickItem {
  readonly level: Level | undefined;
}

/** Asks which lines a tail shows: a least level, then a text. `undefined`: the person gave up. */
export async function askView(current: View): Promise<View | undefined> {
  const picks: LevelPick[] = [
    { label: vscode.l10n.t('All levels'), level: undefined },
    ...LEVELS.slice(1).map((level): LevelPick => ({ label: vscode.l10n.t('{0} and above', level), level })),
  ].map((pick) =>
    pick.level === current.level ? { ...pick, description: vscode.l10n.t('shown now') } : pick,
  );
  const chosen = await vscode.window.showQuickPick(picks, { title: vscode.l10n.t('Filter Tail: level') });
  if (chosen === undefined) return undefined;
  const search = await vscode.window.showInputBox({
    title: vscode.l10n.t('Filter Tail: text'),
    prompt: vscode.l10n.t('Only lines that hold this text; empty for all.'),
    value: current.search ?? '',
  });
  return search === undefined
    ? undefined
    : { level: chosen.level, search: search.trim() === '' ? undefined : search.trim() };
}
