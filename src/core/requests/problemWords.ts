import * as l10n from '@vscode/l10n';
import { describeProblem, type FalProblem } from '../fal/errors';
import type { Failure } from './failure';
import type { Action } from './node';
import { formatTime } from './timeWords';

/** A failure in the few words a row has room for; its tooltip says the rest. */
export function titleOf({ problem, quietUntil }: Failure, asked: 'apps' | 'requests', now: number): string {
  switch (problem.kind) {
    case 'needsKey':
      return problem.reason === 'none'
        ? l10n.t('No fal API key is set')
        : l10n.t('fal does not accept this API key');
    case 'refused':
      return refusalTitle(problem.status, asked);
    case 'rateLimited':
      return l10n.t('fal limits how often this key may ask, until {0}', formatTime(quietUntil ?? now, now));
    case 'unreachable':
      return problem.status === undefined
        ? l10n.t('fal cannot be reached')
        : l10n.t('fal has trouble (it answered {0})', problem.status);
    case 'misconfigured':
      return l10n.t('The setting {0} cannot be used', problem.setting);
    case 'unexpected':
      return l10n.t('fal answered in an unknown form');
  }
}

function refusalTitle(status: number, asked: 'apps' | 'requests'): string {
  if (status === 403) {
    return asked === 'apps'
      ? l10n.t('This key may not list apps; a Read-only or Full key can')
      : l10n.t('This key may not read these requests; a Read-only or Full key can');
  }
  if (status === 404) return l10n.t('fal has no such endpoint, or this key may not see it');
  return l10n.t('fal refused the question ({0})', status);
}

/** The step that most likely helps. */
export function nextStepOf(problem: FalProblem): Action {
  if (problem.kind === 'misconfigured') return { kind: 'openSetting', setting: problem.setting };
  return describeProblem(problem).steps.includes('setKey') ? { kind: 'setKey' } : { kind: 'retry' };
}
