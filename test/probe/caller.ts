import { textOf } from '../../src/core/fal/bytes';
import { mediaType } from './words';

export interface Question {
  readonly method?: 'GET' | 'POST';
  /** Below the API's base, with its query. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of `Key <key>`. */
  readonly authorization?: string;
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** `undefined` where the body is not JSON. */
  readonly json: unknown;
}

export interface CallerOptions {
  readonly url: string;
  readonly key: string;
  /** Between two questions. */
  readonly pauseMs: number;
  readonly answerWithinMs: number;
  readonly mostCalls: number;
}

/** fal said that it is enough, or we did: nothing more is asked. */
export class Enough extends Error {}

const MOST_BYTES = 5_000_000;
const RATE_HEADER = /rate-?limit|retry-after|quota/i;

/**
 * Asks with plain `fetch`, since what the product's client hides is what is looked for: headers, error bodies, framing.
 * One question at a time, never in haste, never again after a 429.
 */
export class Caller {
  /** Names of the headers that speak of limits, on any answer. */
  readonly rateHeaders = new Set<string>();
  readonly statuses = new Map<number, number>();
  private calls = 0;
  private limited = false;

  constructor(readonly options: CallerOptions) {}

  get asked(): number {
    return this.calls;
  }

  async ask(question: Question): Promise<Answer> {
    const response = await this.open(question, AbortSignal.timeout(this.options.answerWithinMs));
    const text = await textOf(response.body, this.options.answerWithinMs, { limitBytes: MOST_BYTES });
    const { status, headers } = response;
    return { status, type: mediaType(headers.get('content-type')), headers, text, json: parseJson(text) };
  }

  /** The answer with its body unread. @throws {Enough} */
  async open(question: Question, signal: AbortSignal): Promise<Response> {
    const { url, key, pauseMs, mostCalls } = this.options;
    if (this.limited) throw new Enough('fal limits how often this key may ask (429)');
    if (this.calls >= mostCalls) throw new Enough(`${mostCalls} questions are enough`);
    if (this.calls++ > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    const { method = 'GET', path, body, headers, authorization = `Key ${key}` } = question;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
        Authorization: authorization,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // A redirect must not take the key along.
      redirect: 'manual',
      signal,
    });
    this.statuses.set(response.status, (this.statuses.get(response.status) ?? 0) + 1);
    for (const name of response.headers.keys()) if (RATE_HEADER.test(name)) this.rateHeaders.add(name);
    if (response.status === 429) this.limited = true;
    return response;
  }
}

/** `undefined` for what is none: that is told by its form. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
