import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Asked } from './asked';
import type { Behaviour, Route } from './behaviour';
import { behaviourOfPath } from './behaviourNames';
import type { Now } from './clock';

const TABLE: Readonly<Record<string, Route>> = {
  'POST /serverless/logs/stream': 'streamLogs',
  'POST /serverless/logs/history': 'logHistory',
  'GET /serverless/apps': 'listApps',
  'GET /serverless/requests/by-endpoint': 'ownedRequests',
  'GET /models/requests/by-endpoint': 'madeRequests',
  'GET /models/requests/search': 'searchRequests',
  'GET /serverless/analytics': 'analytics',
};

/** Those whose path names what they are about. */
const PATTERNS: readonly (readonly [RegExp, Route])[] = [
  [/^GET \/serverless\/apps\/[^/]+\/[^/]+\/queue$/, 'queue'],
  [/^DELETE \/models\/requests\/[^/]+\/payloads$/, 'deletePayloads'],
];

const routeOf = (question: string): Route | undefined =>
  TABLE[question] ?? PATTERNS.find(([pattern]) => pattern.test(question))?.[1];

/** Where a URL of the API leads. */
export interface Target {
  /** `undefined`: the path names none; `good` in a path outdoes every other behaviour. */
  readonly behaviour: Behaviour | 'good' | undefined;
  /** After `/v1`. */
  readonly path: string;
  /** With the query. */
  readonly goodPath: string;
}

/** `/v1/…` and `/<behaviours>/v1/…`; `undefined` for any other path, an unknown behaviour among them. */
export function readTarget(url: URL): Target | undefined {
  const match = /^(?:\/([^/]+))?\/v1(\/.*)?$/.exec(url.pathname);
  if (!match) return undefined;
  const [, segment, path = '/'] = match;
  const goodPath = `/good/v1${path}${url.search}`;
  if (segment === undefined) return { behaviour: undefined, path, goodPath };
  const behaviour = segment === 'good' ? segment : behaviourOfPath(decodeURIComponent(segment));
  return behaviour && { behaviour, path, goodPath };
}

export async function readAsked(request: IncomingMessage, url: URL, path: string, now: Now): Promise<Asked> {
  const method = request.method ?? 'GET';
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) (query[name] ??= []).push(value);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    route: routeOf(`${method} ${path}`),
    method,
    path,
    query,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await text(request),
    at: now(),
  };
}
