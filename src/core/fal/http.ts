import * as l10n from '@vscode/l10n';
import { isAbort, rootCause } from '../base/errors';
import type { Logger } from '../base/logger';
import { keyHider, redact } from '../base/redact';
import { parseApiUrl } from './address';
import { textOf } from './bytes';
import { FalError } from './errors';
import { readRefusal } from './refusal';
import { retryAfterMs } from './retryAfter';

/** The part of `fetch` that is used, so that a test can be one in three lines. */
export type FetchLike = (url: string, init: FetchInit) => Promise<ResponseLike>;

export interface FetchInit {
  readonly method: Method;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
}

export interface ResponseLike {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly body: ReadableStream<Uint8Array> | null;
}

export interface HttpOptions {
  /** The setting `fal.apiUrl`, asked for each time, as the key is: neither is ever kept. */
  readonly apiUrl: () => string;
  readonly key: () => Promise<string | undefined>;
  readonly fetch: FetchLike;
  readonly log: Logger;
}

type Method = 'GET' | 'POST' | 'DELETE';

export interface Question {
  readonly method: Method;
  /** Below the API's base, with a slash in front. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
}

/** An answer of status 2xx, its body unread. */
export interface Answer extends ResponseLike {
  /** Hides the key that it was asked with. */
  readonly hideKey: (text: string) => string;
  /** The same in JSON, which may write it in escapes. */
  readonly hideKeyInJson: (json: string) => Promise<string>;
}

/** No answer at all for so long, or no further byte of it, counts as a lost connection. */
export const ANSWER_WITHIN_MS = 30_000;
const MOST_REDIRECTS = 5;
const LONGEST_REFUSAL_BYTES = 64 * 1024;

/**
 * Asks fal one question.
 * @throws {FalError} for every outcome but a status 2xx; an abort by `question.signal` rises as it is.
 */
export async function ask(options: HttpOptions, question: Question): Promise<Answer> {
  const base = parseApiUrl(options.apiUrl());
  const key = await options.key();
  if (key === undefined) throw new FalError({ kind: 'needsKey', reason: 'none' });
  const hideKey = keyHider(key);
  const hideKeyInJson: Answer['hideKeyInJson'] = async (json) =>
    (await import('../json/hideKeys')).hideKeys(json, [key], question.signal);

  const search = question.query.toString();
  let url = `${base}${question.path}${search === '' ? '' : `?${search}`}`;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    options.log.debug(redact(`${question.method} ${url}`, key));
    const response = await send(options.fetch, url, question, key);
    const { status, headers, body } = response;
    if (status >= 200 && status < 300) return { status, headers, body, hideKey, hideKeyInJson };
    if (!isRedirect(status)) throw await failureOf(response, key, question.signal);
    url = nextUrl(url, response, hideKey);
  }
  throw new FalError({ kind: 'unexpected', place: 'location', what: l10n.t('too many redirects') });
}

async function send(
  fetch: FetchLike,
  url: string,
  { method, headers, body, signal }: Question,
  key: string,
): Promise<ResponseLike> {
  const noAnswer = new AbortController();
  const timer = setTimeout(() => noAnswer.abort(), ANSWER_WITHIN_MS);
  try {
    return await fetch(url, {
      method,
      headers: { Accept: 'application/json', ...headers, Authorization: `Key ${key}` },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: signal === undefined ? noAnswer.signal : AbortSignal.any([signal, noAnswer.signal]),
    });
  } catch (error) {
    if (signal?.aborted === true) throw abortOf(error);
    const what = noAnswer.signal.aborted
      ? l10n.t('no answer within {0} s', ANSWER_WITHIN_MS / 1000)
      : redact(rootCause(error), key);
    throw new FalError({ kind: 'unreachable', what }, error);
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever reason an abort was given, it leaves as an `AbortError`, which `isAbort` knows. */
const abortOf = (error: unknown): unknown =>
  isAbort(error) ? error : new DOMException('The question was withdrawn.', 'AbortError');

/** Status 0: what a fetch of the browser's kind makes of a redirect it must not follow. */
const isRedirect = (status: number): boolean => status === 0 || [301, 302, 303, 307, 308].includes(status);

/**
 * Followed by hand, and within the same origin alone: the key must not go to another host, and without it fal
 * would refuse anyway.
 */
function nextUrl(from: string, response: ResponseLike, hideKey: Answer['hideKey']): string {
  const location = response.headers.get('location') ?? '';
  // Nowhere is not the same address once more.
  const isUrl = location !== '' && URL.canParse(location, from);
  const to = new URL(isUrl ? location : '', from);
  if (isUrl && to.origin === new URL(from).origin) return to.href;
  throw new FalError({
    kind: 'unexpected',
    place: 'location',
    what: isUrl
      ? l10n.t('a redirect to {0}, where the key is not sent', hideKey(to.host))
      : l10n.t('a redirect to nowhere'),
  });
}

/** @throws an abort: who no longer asks is not refused. */
async function failureOf(response: ResponseLike, key: string, signal?: AbortSignal): Promise<FalError> {
  const { status } = response;
  const options = { limitBytes: LONGEST_REFUSAL_BYTES, signal };
  const body = await textOf(response.body, ANSWER_WITHIN_MS, options).catch(() => '');
  if (signal?.aborted === true) throw abortOf(signal.reason);
  const { says, requestId, isFals } = readRefusal(body, key);
  if (status === 401) return new FalError({ kind: 'needsKey', reason: 'rejected', falSays: says });
  const wait = retryAfterMs(response.headers.get('retry-after'), Date.now());
  if (status === 429) return new FalError({ kind: 'rateLimited', retryAfterMs: wait, falSays: says });
  // 408 and 425 ask for another try; 501 means that this deployment lacks the thing, and stays a refusal.
  if (status === 408 || status === 425 || (status >= 500 && status !== 501)) {
    const what = String(status);
    return new FalError({ kind: 'unreachable', what, status, falSays: says, retryAfterMs: wait });
  }
  return new FalError({ kind: 'refused', status, falSays: says, falRequestId: requestId, isFals });
}
