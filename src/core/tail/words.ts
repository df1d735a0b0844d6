import * as l10n from '@vscode/l10n';
import type { TailState } from './tail';
import type { Figures, View } from './transcript';

/** What there is to say of a tail at a moment. */
export interface TailFacts {
  /** Its name, where there are several. */
  readonly account?: string | undefined;
  readonly state: TailState;
  readonly isPaused: boolean;
  readonly figures: Figures;
  readonly view: View;
  readonly reconnects: number;
  readonly startedAt: number;
}

export function describeState(
  { state, isPaused }: Pick<TailFacts, 'state' | 'isPaused'>,
  now: number,
): string {
  switch (state.kind) {
    case 'connecting':
      return l10n.t('connecting');
    case 'live':
      return isPaused ? l10n.t('paused') : l10n.t('live');
    case 'polling':
      return isPaused ? l10n.t('paused') : l10n.t('live, asking every few seconds');
    case 'waiting':
      return l10n.t('reconnecting in {0} s', Math.max(0, Math.ceil((state.until - now) / 1000)));
    case 'ended':
      return state.error === undefined ? l10n.t('stopped') : l10n.t('ended on an error');
  }
}

/** State, age and figures in one line; what is nought is left out. */
export function describeTail(facts: TailFacts, now: number): string {
  const { received, hidden, dropped } = facts.figures;
  return [
    facts.account !== undefined && l10n.t('account {0}', facts.account),
    describeState(facts, now),
    l10n.t('for {0}', describeAge(now - facts.startedAt)),
    received === 1 ? l10n.t('1 line') : l10n.t('{0} lines', received),
    hidden > 0 && l10n.t('{0} hidden by {1}', hidden, describeView(facts.view)),
    dropped > 0 && l10n.t('{0} dropped from the channel', dropped),
    facts.reconnects === 1 && l10n.t('1 reconnect'),
    facts.reconnects > 1 && l10n.t('{0} reconnects', facts.reconnects),
  ]
    .filter((part) => part !== false)
    .join(', ');
}

export function describeView({ level, search }: View): string {
  const parts = [level && l10n.t('level {0}', level), search && `“${search}”`];
  const words = parts.filter((part) => part !== undefined && part !== '').join(', ');
  return words === '' ? l10n.t('no filter') : words;
}

function describeAge(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return l10n.t('{0} s', Math.max(0, Math.floor(ms / 1000)));
  if (minutes < 60) return l10n.t('{0} min', minutes);
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}
