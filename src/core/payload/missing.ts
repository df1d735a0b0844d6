import * as l10n from '@vscode/l10n';
import type { JsonText, RequestDetail } from '../fal/types';
import type { Pane } from './view';

const DAY_MS = 86_400_000;
/** fal keeps payloads so long unless told otherwise. */
const KEPT_DAYS = 30;
/** fal's request data lags minutes behind, hours on a bad day. */
const LAG_MS = DAY_MS;

export interface Missing {
  readonly message: string;
  readonly reasons: readonly string[];
}

/** Why a payload may be missing, the likeliest first: fal does not say which it is. */
export function describeMissing(pane: Pane, { request, input }: RequestDetail, now: number): Missing {
  const age = now - (request.endedAt ?? request.startedAt ?? request.sentAt);
  const isOld = age > KEPT_DAYS * DAY_MS;
  const isFinished = request.endedAt !== undefined || request.statusCode !== undefined;
  const reasons = [
    pane === 'output' && !isFinished ? l10n.t('The request has not finished yet.') : undefined,
    isOld
      ? l10n.t('The request is older than the {0} days for which fal keeps payloads.', KEPT_DAYS)
      : undefined,
    age < LAG_MS ? l10n.t('It is not there yet: fal’s request data may lag some minutes behind.') : undefined,
    pane === 'output' && mayBeSync(input)
      ? l10n.t('The request asked for sync_mode: then its media come in the answer and are not kept.')
      : undefined,
    l10n.t('Storing payloads was switched off for the request (X-Fal-Store-IO: 0).'),
    l10n.t('The payloads were deleted.'),
  ];
  return {
    message:
      pane === 'input'
        ? l10n.t('fal sent no input. Possible reasons:')
        : l10n.t('fal sent no output. Possible reasons:'),
    reasons: reasons.filter((reason) => reason !== undefined),
  };
}

/** Ruled out where the input is known and does not ask for it. */
function mayBeSync(input: JsonText | undefined): boolean {
  if (input === undefined) return true;
  // An expression would be tried at each of 50 million characters.
  const at = input.indexOf('"sync_mode"');
  return at >= 0 && /^"sync_mode"\s*:\s*true/.test(input.slice(at, at + 100));
}
