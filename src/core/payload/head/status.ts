import * as l10n from '@vscode/l10n';
import type { FalRequest } from '../../fal/types';
import type { Tone } from '../view';

export interface Status {
  readonly text: string;
  readonly tone: Tone;
}

/** The caller went away or took the request back. */
const CANCELLED = 499;

/** How a request ended, in words. */
export function describeStatus({ statusCode, endedAt }: Pick<FalRequest, 'statusCode' | 'endedAt'>): Status {
  if (statusCode === undefined)
    return endedAt === undefined
      ? { text: l10n.t('Not finished'), tone: 'neutral' }
      : { text: l10n.t('Ended, fal gives no status'), tone: 'neutral' };
  if (statusCode >= 200 && statusCode < 300)
    return { text: l10n.t('Succeeded ({0})', statusCode), tone: 'good' };
  if (statusCode === CANCELLED) return { text: l10n.t('Cancelled ({0})', statusCode), tone: 'neutral' };
  if (statusCode >= 400 && statusCode < 500)
    return { text: l10n.t('Refused ({0})', statusCode), tone: 'warning' };
  if (statusCode >= 500) return { text: l10n.t('Failed ({0})', statusCode), tone: 'bad' };
  return { text: l10n.t('Ended with status {0}', statusCode), tone: 'neutral' };
}
