import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/events';
import { Owner } from '../../core/base/owner';
import type { TailState } from '../../core/tail/tail';
import { setContextKey } from '../contextKeys';
import type { OpenTail, Tails } from './tails';

/** One status bar item for all tails; gone when none runs. */
export function createTailStatus(tails: Tails): Disposable {
  const owner = new Owner();
  const item = owner.own(vscode.window.createStatusBarItem('fal.tails', vscode.StatusBarAlignment.Right));
  item.name = vscode.l10n.t('fal tails');
  item.command = '_fal.showTails';
  const draw = (): void => {
    const { running } = tails;
    setContextKey('fal.isTailing', running.length > 0);
    if (running.length === 0) {
      item.hide();
      return;
    }
    item.text = textFor(running);
    item.tooltip = running.map(({ channel, state }) => `${channel.name}: ${describeState(state)}`).join('\n');
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  };
  owner.own(tails.onDidChange(draw));
  return owner;
}

/** Shows the tails to choose one from, each with a button to stop it. */
export async function showTails(tails: Tails): Promise<void> {
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { id: string }>();
  const stop = { iconPath: new vscode.ThemeIcon('debug-stop'), tooltip: vscode.l10n.t('Stop Tail') };
  pick.title = vscode.l10n.t('fal tails');
  pick.placeholder = vscode.l10n.t('Choose a tail to show');
  const fill = (): void => {
    pick.items = tails.all.map(({ id, channel, state }) => ({
      id,
      label: channel.name,
      description: describeState(state),
      buttons: state.kind === 'ended' ? [] : [stop],
    }));
  };
  fill();
  const following = tails.onDidChange(fill);
  pick.onDidTriggerItemButton(({ item }) => tails.stop(item.id));
  const chosen = await new Promise<string | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]?.id));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  following.dispose();
  pick.dispose();
  if (chosen !== undefined) tails.show(chosen);
}

/** Asks which running tail is meant; the only one is not asked for. */
export async function pickRunningTail(tails: Tails): Promise<string | undefined> {
  const { running } = tails;
  if (running.length <= 1) return running[0]?.id;
  const chosen = await vscode.window.showQuickPick(
    running.map(({ id, channel, state }) => ({ id, label: channel.name, description: describeState(state) })),
    { title: vscode.l10n.t('Stop which tail?') },
  );
  return chosen?.id;
}

function textFor(running: readonly OpenTail[]): string {
  const states = new Set(running.map(({ state }) => state.kind));
  const icon = states.has('waiting') || states.has('connecting') ? '$(sync~spin)' : '$(pulse)';
  const [only] = running;
  return running.length === 1 && only !== undefined
    ? `${icon} ${only.channel.name}`
    : `${icon} ${vscode.l10n.t('fal: {0} tails', running.length)}`;
}

function describeState(state: TailState): string {
  switch (state.kind) {
    case 'connecting':
      return vscode.l10n.t('connecting');
    case 'live':
      return vscode.l10n.t('live');
    case 'waiting':
      return vscode.l10n.t('reconnecting');
    case 'ended':
      return state.error === undefined ? vscode.l10n.t('stopped') : vscode.l10n.t('ended on an error');
  }
}
