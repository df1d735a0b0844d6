import * as l10n from '@vscode/l10n';
import { describeProblem, type FalProblem } from '../fal/errors';
import type { Failure } from './failure';
import type { Action } from './node';
import type { Reader } from './reader';

/** A failure in the two or three words that a narrow side bar has room for; its tooltip says the rest. */
export function titleOf(
  { problem, quietUntil }: Failure,
  asked: 'apps' | 'requests',
  { now, times }: Reader,
): string {
  switch (problem.kind) {
    case 'needsKey':
      if (problem.reason === 'gone') return l10n.t('Account has no key');
      return problem.reason === 'none' ? l10n.t('No API key is set') : l10n.t('API key not accepted');
    case 'refused':
      return refusalTitle(problem.status, asked);
    case 'rateLimited':
      return l10n.t('Rate-limited until {0}', times.short(quietUntil ?? now, now));
    case 'unreachable':
      return problem.status === undefined
        ? l10n.t('fal cannot be reached')
        : l10n.t('fal has trouble ({0})', problem.status);
    case 'misconfigured':
      return l10n.t('{0} cannot be used', problem.setting);
    case 'unexpected':
      return l10n.t('Unknown answer of fal');
  }
}

function refusalTitle(status: number, asked: 'apps' | 'requests'): string {
  if (status === 403) {
    return asked === 'apps' ? l10n.t('Key may not list apps') : l10n.t('Key may not read requests');
  }
  if (status === 404) return l10n.t('Not found, or not yours');
  return l10n.t('fal refused ({0})', status);
}

/** The step that most likely helps. */
export function nextStepOf(problem: FalProblem): Action {
  if (problem.kind === 'misconfigured') return { kind: 'openSetting', setting: problem.setting };
  const { steps } = describeProblem(problem);
  if (steps.includes('switchAccount')) return { kind: 'switchAccount' };
  return steps.includes('setKey')
    ? { kind: 'setKey', mustRead: problem.kind === 'refused' }
    : { kind: 'retry' };
}
