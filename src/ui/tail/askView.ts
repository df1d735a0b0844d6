import * as vscode from 'vscode';
import { chooseView } from '../../core/tail/chooseView';
import { LEVELS, type Level } from '../../core/tail/level';
import type { View } from '../../core/tail/transcript';
import { pickOne } from './pickOne';

interface LevelPick extends vscode.QuickPickItem {
  readonly level: Level | undefined;
}

/** Asks which lines a tail shows: a least level, then a text. `undefined`: the person gave up. */
export function askView(current: View): Promise<View | undefined> {
  const picks: LevelPick[] = [
    { label: vscode.l10n.t('All levels'), level: undefined },
    ...LEVELS.slice(1).map((level): LevelPick => ({ label: vscode.l10n.t('{0} and above', level), level })),
  ].map((pick) =>
    pick.level === current.level ? { ...pick, description: vscode.l10n.t('shown now') } : pick,
  );
  return chooseView(current, {
    level: (now) =>
      pickOne(
        picks,
        picks.find(({ level }) => level === now),
        { title: vscode.l10n.t('Filter Tail: level') },
      ),
    text: async (now) =>
      vscode.window.showInputBox({
        title: vscode.l10n.t('Filter Tail: text'),
        prompt: vscode.l10n.t('Only lines that hold this text; empty for all.'),
        value: now,
        ignoreFocusOut: true,
      }),
  });
}
