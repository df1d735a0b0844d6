import * as vscode from 'vscode';
import { describeTail } from '../../core/tail/words';
import { refill } from '../refill';
import type { OpenTail } from './openTail';
import { factsOf, type Tails } from './tails';

interface TailButton extends vscode.QuickInputButton {
  readonly does: 'pause' | 'resume' | 'reconnect' | 'filter' | 'save' | 'stop' | 'close';
}

interface TailPick extends vscode.QuickPickItem {
  /** None: it stands for several. */
  readonly id?: string;
  readonly does?: () => void;
}

const COMMANDS = {
  pause: 'fal.pauseTail',
  resume: 'fal.resumeTail',
  filter: 'fal.filterTail',
  save: 'fal.saveTail',
  stop: 'fal.stopTail',
} as const;

/** Shows the tails: choosing one shows its channel, its buttons do the rest. */
export async function showTails(tails: Tails): Promise<void> {
  const pick = vscode.window.createQuickPick<TailPick>();
  pick.title = vscode.l10n.t('fal tails');
  pick.placeholder = vscode.l10n.t('Choose a tail to show');
  pick.matchOnDetail = true;
  const fill = (): void => {
    refill(pick, picksFor(tails));
    if (pick.items.length === 0) pick.hide();
  };
  fill();
  const following = tails.onDidChange(fill);
  pick.onDidTriggerItemButton(({ item, button }) => {
    if (item.id === undefined || !isTailButton(button)) return;
    if (button.does === 'close') tails.close([tails.get(item.id)]);
    else if (button.does === 'reconnect') tails.get(item.id).life.reconnect();
    else void vscode.commands.executeCommand(COMMANDS[button.does], item.id);
  });
  const chosen = await new Promise<TailPick | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  following.dispose();
  pick.dispose();
  if (chosen === undefined) return;
  if (chosen.id !== undefined) tails.get(chosen.id).channel.show();
  else chosen.does?.();
}

/** Asks which of some tails is meant; the only one is not asked for. */
export async function pickTail(among: readonly OpenTail[], title: string): Promise<string | undefined> {
  if (among.length <= 1) return among[0]?.id;
  const picks = among.map((tail) => ({
    id: tail.id,
    label: tail.channel.name,
    detail: describeTail(factsOf(tail), Date.now()),
  }));
  return (await vscode.window.showQuickPick(picks, { title }))?.id;
}

function picksFor(tails: Tails): TailPick[] {
  const picks: TailPick[] = tails.all.map((tail) => ({
    id: tail.id,
    label: tail.channel.name,
    detail: describeTail(factsOf(tail), Date.now()),
    buttons: buttonsFor(tail),
  }));
  const { running } = tails;
  const ended = tails.all.filter((tail) => !running.includes(tail));
  const forSeveral = (of: readonly OpenTail[], label: string, does: () => void): TailPick[] =>
    of.length < 2 ? [] : [{ label, does }];
  const rest = [
    ...forSeveral(running, `$(debug-stop) ${vscode.l10n.t('Stop all tails')}`, () =>
      running.forEach(({ life }) => life.stop()),
    ),
    ...forSeveral(ended, `$(close-all) ${vscode.l10n.t('Close all ended tails')}`, () => tails.close(ended)),
  ];
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator };
  return rest.length === 0 ? picks : [...picks, separator, ...rest];
}

function buttonsFor({ life, transcript }: OpenTail): TailButton[] {
  const button = (does: TailButton['does'], icon: string, tooltip: string): TailButton => ({
    does,
    tooltip,
    iconPath: new vscode.ThemeIcon(icon),
  });
  const always = [
    button('filter', 'filter', vscode.l10n.t('Filter…')),
    button('save', 'save-as', vscode.l10n.t('Save As…')),
  ];
  const reconnect = life.canGoOn
    ? [button('reconnect', 'debug-restart', vscode.l10n.t('Reconnect Now'))]
    : [];
  const resume = transcript.isPaused ? [button('resume', 'debug-continue', vscode.l10n.t('Resume'))] : [];
  if (life.state.kind === 'ended') {
    const dismiss =
      life.state.error === undefined ? [] : [button('stop', 'bell-slash', vscode.l10n.t('Dismiss'))];
    const close = button('close', 'close', vscode.l10n.t('Close'));
    return [...resume, ...reconnect, ...always, ...dismiss, close];
  }
  return [
    ...(transcript.isPaused ? resume : [button('pause', 'debug-pause', vscode.l10n.t('Pause'))]),
    ...reconnect,
    ...always,
    button('stop', 'debug-stop', vscode.l10n.t('Stop')),
  ];
}

const isTailButton = (button: vscode.QuickInputButton): button is TailButton => 'does' in button;
