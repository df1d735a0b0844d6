import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/events';
import { Owner } from '../../core/base/owner';
import { describeTail, describeTails, roughStateOf, type RoughState } from '../../core/tail/words';
import { setContextKey } from '../contextKeys';
import type { OpenTail } from './openTail';
import { factsOf, type Tails } from './tails';

/** How often the figures are looked at while a tail runs. */
const LOOK_EVERY_MS = 2_000;

/** One status bar item for all tails; gone when none runs, and none has failed that was not dismissed. */
export function createTailStatus(tails: Tails): Disposable {
  const owner = new Owner();
  const item = owner.own(vscode.window.createStatusBarItem('fal.tails', vscode.StatusBarAlignment.Right));
  item.name = vscode.l10n.t('fal tails');
  item.command = 'fal.showTails';
  let timer: NodeJS.Timeout | undefined;
  let last = { at: Date.now(), received: 0 };
  let rate = 0;

  const look = (): void => {
    timer = undefined;
    const now = Date.now();
    const received = sum(tails.all);
    rate = Math.max(0, (received - last.received) / Math.max(1, (now - last.at) / 1000));
    last = { at: now, received };
    draw();
  };
  const draw = (): void => {
    const { current, running } = tails;
    setContextKey('fal.isTailing', running.length > 0);
    setContextKey('fal.hasTailsToStop', current.length > 0);
    setContextKey('fal.hasTails', tails.all.length > 0);
    // One that runs already goes on: in a flood changes come more often than looks.
    if (running.length > 0) timer ??= setTimeout(look, LOOK_EVERY_MS);
    if (current.length === 0) {
      item.hide();
      return;
    }
    const now = Date.now();
    const facts = current.map((tail) => ({ name: tail.channel.name, ...factsOf(tail) }));
    const states = new Set(facts.map(roughStateOf));
    const words = describeTails(facts, running.length > 0 ? rate : 0, now);
    const about = facts.map((each) => `${each.name}\n${describeTail(each, now)}`).join('\n\n');
    item.text = `${iconFor(states)} ${words}`;
    item.tooltip = about;
    item.backgroundColor = states.has('ended')
      ? new vscode.ThemeColor('statusBarItem.warningBackground')
      : undefined;
    // Of a single tail both say the same.
    const label = facts.length === 1 ? about : `${words}\n${about}`;
    item.accessibilityInformation = { label, role: 'button' };
    item.show();
  };
  owner.own(tails.onDidChange(draw));
  owner.own({ dispose: () => clearTimeout(timer) });
  return owner;
}

function iconFor(states: ReadonlySet<RoughState>): string {
  if (states.has('ended')) return '$(warning)';
  if (states.has('connecting')) return '$(sync~spin)';
  return states.has('live') || states.has('reading') ? '$(pulse)' : '$(debug-pause)';
}

const sum = (all: readonly OpenTail[]): number =>
  all.reduce((total, { transcript }) => total + transcript.figures.received, 0);
