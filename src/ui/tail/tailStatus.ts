import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/events';
import { Owner } from '../../core/base/owner';
import { describeTail } from '../../core/tail/words';
import { setContextKey } from '../contextKeys';
import type { OpenTail } from './openTail';
import { factsOf, type Tails } from './tails';

/** How often the figures are looked at while a tail runs. */
const LOOK_EVERY_MS = 2_000;

/** One status bar item for all tails; gone when none runs. */
export function createTailStatus(tails: Tails): Disposable {
  const owner = new Owner();
  const item = owner.own(vscode.window.createStatusBarItem('fal.tails', vscode.StatusBarAlignment.Right));
  item.name = vscode.l10n.t('fal tails');
  item.command = '_fal.showTails';
  let timer: NodeJS.Timeout | undefined;
  let last = { at: Date.now(), received: 0 };
  let rate = 0;

  const look = (): void => {
    const now = Date.now();
    const received = sum(tails.all);
    rate = Math.max(0, (received - last.received) / Math.max(1, (now - last.at) / 1000));
    last = { at: now, received };
    draw();
  };
  const draw = (): void => {
    const { running } = tails;
    setContextKey('fal.isTailing', running.length > 0);
    setContextKey('fal.hasTails', tails.all.length > 0);
    clearTimeout(timer);
    if (running.length === 0) {
      item.hide();
      return;
    }
    timer = setTimeout(look, LOOK_EVERY_MS);
    item.text = textFor(running, rate);
    item.tooltip = running
      .map((tail) => `${tail.channel.name}\n${describeTail(factsOf(tail), Date.now())}`)
      .join('\n\n');
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  };
  owner.own(tails.onDidChange(draw));
  owner.own({ dispose: () => clearTimeout(timer) });
  return owner;
}

function textFor(running: readonly OpenTail[], rate: number): string {
  const [only] = running;
  const name =
    running.length === 1 && only !== undefined
      ? only.channel.name
      : vscode.l10n.t('fal: {0} tails', running.length);
  const perSecond = rate >= 0.5 ? ` ${vscode.l10n.t('{0}/s', Math.round(rate))}` : '';
  const hidden = only === undefined || running.length > 1 ? 0 : only.transcript.figures.hidden;
  const concealed = hidden > 0 ? `, ${vscode.l10n.t('{0} hidden', hidden)}` : '';
  return `${iconFor(running)} ${name}${perSecond}${concealed}`;
}

function iconFor(running: readonly OpenTail[]): string {
  const states = running.map(({ life }) => life.state.kind);
  if (states.some((kind) => kind === 'waiting' || kind === 'connecting')) return '$(sync~spin)';
  return running.every(({ transcript }) => transcript.isPaused) ? '$(debug-pause)' : '$(pulse)';
}

const sum = (all: readonly OpenTail[]): number =>
  all.reduce((total, { transcript }) => total + transcript.figures.received, 0);
