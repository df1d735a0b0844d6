import * as l10n from '@vscode/l10n';
import type { LifeState } from './rangeReading';
import type { Figures, View } from './transcript';

/** What there is to say of a tail at a moment. */
export interface TailFacts {
  /** Its name, where there are several. */
  readonly account?: string | undefined;
  readonly state: LifeState;
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
    case 'reading':
      return isPaused ? l10n.t('paused') : l10n.t('reading');
    case 'live':
      return isPaused ? l10n.t('paused') : l10n.t('live');
    case 'polling':
      return isPaused ? l10n.t('paused') : l10n.t('live, asking every few seconds');
    case 'waiting':
      return l10n.t('reconnecting in {0} s', Math.max(0, Math.ceil((state.until - now) / 1000)));
    case 'ended':
      if (isPaused) return l10n.t('ended while paused');
      return state.error === undefined ? l10n.t('stopped') : l10n.t('ended on an error');
  }
}

/** State, age and figures in one line; what is nought is left out. */
export function describeTail(facts: TailFacts, now: number): string {
  const { received, hidden, dropped } = facts.figures;
  return join([
    facts.account !== undefined && l10n.t('account {0}', facts.account),
    describeCourse(facts, now),
    received === 1 ? l10n.t('1 line') : l10n.t('{0} lines', received),
    hidden > 0
      ? l10n.t('{0} hidden by {1}', hidden, describeView(facts.view))
      : isFiltered(facts.view) && l10n.t('filtered by {0}', describeView(facts.view)),
    dropped > 0 && l10n.t('{0} dropped from the channel', dropped),
    facts.reconnects === 1 && l10n.t('1 reconnect'),
    facts.reconnects > 1 && l10n.t('{0} reconnects', facts.reconnects),
  ]);
}

function describeCourse(facts: TailFacts, now: number): string {
  const { state, startedAt } = facts;
  const words = describeState(facts, now);
  return state.kind === 'ended'
    ? l10n.t('{0} after {1}', words, describeAge(state.at - startedAt))
    : join([words, l10n.t('for {0}', describeAge(now - startedAt))]);
}

export interface NamedTail extends TailFacts {
  /** Of its channel. */
  readonly name: string;
}

/** All tails in the few words of the status bar. @param rate lines per second. */
export function describeTails(tails: readonly NamedTail[], rate: number, now: number): string {
  const [only] = tails;
  const perSecond = rate >= 0.5 && l10n.t('{0}/s', Math.round(rate));
  if (only !== undefined && tails.length === 1) {
    const { hidden } = only.figures;
    return join([
      only.name,
      describeState(only, now),
      perSecond,
      isFiltered(only.view) && describeView(only.view),
      hidden > 0 && l10n.t('{0} hidden', hidden),
    ]);
  }
  const states = tails.map(roughStateOf);
  const count = (state: RoughState): number => states.filter((each) => each === state).length;
  const filtered = tails.filter(({ view }) => isFiltered(view)).length;
  return join([
    l10n.t('fal: {0} tails', tails.length),
    count('live') > 0 && l10n.t('{0} live', count('live')),
    count('reading') > 0 && l10n.t('{0} reading', count('reading')),
    count('paused') > 0 && l10n.t('{0} paused', count('paused')),
    count('connecting') > 0 && l10n.t('{0} connecting', count('connecting')),
    count('ended') > 0 && l10n.t('{0} ended on an error', count('ended')),
    perSecond,
    filtered > 0 && l10n.t('{0} filtered', filtered),
  ]);
}

export type RoughState = 'live' | 'reading' | 'paused' | 'connecting' | 'ended';

export function roughStateOf({ state, isPaused }: Pick<TailFacts, 'state' | 'isPaused'>): RoughState {
  switch (state.kind) {
    case 'live':
    case 'polling':
      return isPaused ? 'paused' : 'live';
    case 'reading':
      return isPaused ? 'paused' : 'reading';
    case 'connecting':
    case 'waiting':
      return 'connecting';
    case 'ended':
      return 'ended';
  }
}

const isFiltered = ({ level, search }: View): boolean => level !== undefined || search !== undefined;

const join = (parts: readonly (string | false)[]): string =>
  parts.filter((part) => part !== false).join(', ');

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

export const describeEntries = (count: number): string =>
  count === 1 ? l10n.t('1 entry') : l10n.t('{0} entries', count);
