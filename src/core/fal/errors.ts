import * as l10n from '@vscode/l10n';

/** All that can go wrong between us and fal; nothing else crosses from `core/fal`. */
export type FalProblem =
  /** There is no key, or fal does not know it (401). */
  | { readonly kind: 'needsKey'; readonly reason: 'none' | 'rejected'; readonly falSays?: string }
  /** The account that this is bound to has no key here any longer; `what` says why. */
  | { readonly kind: 'needsKey'; readonly reason: 'gone'; readonly what: string }
  /** fal understood and said no: 400, 403, 404, 422 and their like. */
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly falSays: string;
      /** In a form of fal's: no proxy or other server said it. */
      readonly isFals?: boolean;
      /** fal's id of the refusal, to quote to its support. */
      readonly falRequestId?: string;
      /** With 403, what the key lacks, where the question tells it. */
      readonly needs?: 'admin';
    }
  /** 429. `retryAfterMs`, here and below, is fal's own figure, where it gave one. */
  | { readonly kind: 'rateLimited'; readonly retryAfterMs?: number; readonly falSays?: string }
  /** No answer, or none from fal itself: DNS, TLS, reset, silence, 408, 5xx. */
  | {
      readonly kind: 'unreachable';
      readonly what: string;
      readonly status?: number;
      readonly falSays?: string;
      readonly retryAfterMs?: number;
    }
  /** A setting keeps us from asking at all. `what` says what it takes. */
  | { readonly kind: 'misconfigured'; readonly setting: string; readonly what: string }
  /** An answer that is not what fal documents. `place` is the path in it, or the header. */
  | { readonly kind: 'unexpected'; readonly place: string; readonly what: string };

export class FalError extends Error {
  override readonly name = 'FalError';

  constructor(
    readonly problem: FalProblem,
    cause?: unknown,
  ) {
    super(describeProblem(problem).message, { cause });
  }
}

/** The steps that a message can offer as buttons. */
export type NextStep = 'setKey' | 'switchAccount' | 'openKeysPage' | 'retry' | 'openSettings' | 'showLog';

export interface Description {
  /** What happened and what to do, whole sentences. */
  readonly message: string;
  readonly steps: readonly NextStep[];
}

export const KEYS_PAGE = 'https://fal.ai/dashboard/keys';

/** Says a problem to a person: what happened, then what to do. */
export function describeProblem(problem: FalProblem): Description {
  switch (problem.kind) {
    case 'needsKey':
      if (problem.reason === 'gone') return { message: problem.what, steps: ['switchAccount'] };
      return problem.reason === 'none'
        ? { message: l10n.t('No fal API key is set.'), steps: ['setKey', 'openKeysPage'] }
        : {
            message: l10n.t('fal does not accept this API key. Set another one.') + quote(problem.falSays),
            steps: ['setKey', 'openKeysPage'],
          };
    case 'refused':
      return describeRefusal(problem, quote(problem.falSays) + support(problem.falRequestId));
    case 'rateLimited':
      return {
        message:
          problem.retryAfterMs === undefined
            ? l10n.t('fal limits how often this key may ask. Try again in a minute.')
            : l10n.t(
                'fal limits how often this key may ask. Try again in {0} s.',
                Math.ceil(problem.retryAfterMs / 1000),
              ),
        steps: ['retry'],
      };
    case 'unreachable':
      return { message: sayUnreachable(problem) + quote(problem.falSays), steps: ['retry', 'showLog'] };
    case 'misconfigured':
      return {
        message: l10n.t('The setting {0} cannot be used. {1}', problem.setting, problem.what),
        steps: ['openSettings'],
      };
    case 'unexpected':
      return {
        message: l10n.t(
          'fal answered in a form this extension does not know ({0}: {1}). Check the setting fal.apiUrl.',
          problem.place,
          problem.what,
        ),
        steps: ['retry', 'openSettings', 'showLog'],
      };
  }
}

/** The bare reason, for those who know what to do and do it. */
export function nameProblem(problem: FalProblem): string {
  switch (problem.kind) {
    case 'unreachable':
      return problem.falSays === undefined || problem.falSays === ''
        ? problem.what
        : `${problem.what}: ${problem.falSays}`;
    case 'rateLimited':
      return l10n.t('fal limits how often this key may ask');
    case 'unexpected':
      return `${problem.place}: ${problem.what}`;
    case 'needsKey':
    case 'refused':
    case 'misconfigured':
      return describeProblem(problem).message;
  }
}

function sayUnreachable({
  status,
  falSays,
  what,
}: {
  status?: number;
  falSays?: string;
  what: string;
}): string {
  if (status !== undefined) return l10n.t('fal has trouble: it answered {0}. Try again in a moment.', what);
  return falSays === undefined
    ? l10n.t('fal cannot be reached: {0}. Check the network, then try again.', what)
    : l10n.t('fal broke off with an error. Try again in a moment.');
}

function describeRefusal({ status, needs }: { status: number; needs?: 'admin' }, words: string): Description {
  switch (status) {
    case 403:
      return {
        message:
          (needs === 'admin'
            ? l10n.t('This API key may not do that. Keys with the preset Full can, and legacy Admin keys.')
            : l10n.t(
                'This API key may not read that. Keys with the preset Read-only or Full can, and legacy Admin keys; the preset API cannot.',
              )) + words,
        steps: ['setKey', 'openKeysPage'],
      };
    case 404:
      return {
        message:
          l10n.t(
            'fal has no such thing, or this key may not see it (404). Check the name of the app or endpoint, and whether this key’s account owns it.',
          ) + words,
        steps: ['retry', 'showLog'],
      };
    case 400:
    case 422:
      return {
        message:
          l10n.t('fal refused the question ({0}). Check the filter, or what the command was given.', status) +
          words,
        steps: ['retry', 'showLog'],
      };
    default:
      return {
        message:
          l10n.t('fal refused the question ({0}). Try again; if it stays so, ask fal’s support.', status) +
          words,
        steps: ['retry', 'showLog'],
      };
  }
}

const quote = (words: string | undefined): string =>
  words === undefined || words === '' ? '' : ' ' + l10n.t('fal says: “{0}”', words);

const support = (id: string | undefined): string =>
  id === undefined ? '' : ' ' + l10n.t('(fal’s id for this: {0})', id);
