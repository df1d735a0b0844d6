import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { readQuery } from '../../src/core/sample/answers/params';
import { routeOf } from '../../src/core/sample/answers/route';
import type { Now } from '../../src/core/sample/world';
import type { Asked } from './asked';
import type { Behaviour } from './behaviour';
import { behaviourOfPath } from './behaviourNames';

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
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    route: routeOf(method, path),
    method,
    path,
    query: readQuery(url.searchParams),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: await text(request),
    at: now(),
  };
}
