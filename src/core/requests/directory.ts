import type { FalProblem } from '../fal/errors';
import type { App, RequestSource } from '../fal/types';
import { isEndpointId } from './endpointId';
import type { Failure } from './failure';

/** Which endpoints there are, as far as fal told. */
export interface Directory {
  readonly apps: readonly App[];
  /** `absent`: this deployment of fal has no such listing. */
  readonly listing: 'unknown' | 'known' | 'absent';
  readonly isAsking: boolean;
  /** When it was last told, epoch milliseconds. */
  readonly fetchedAt?: number;
  /** Of the last question; what is known from before stays. */
  readonly failure?: Failure;
  /** Why there are more apps than these. */
  readonly unreadable?: FalProblem;
}

export const NO_DIRECTORY: Directory = { apps: [], listing: 'unknown', isAsking: false };

/** fal does not know the key, and nothing is known from before. */
export const isKeyRefused = ({ failure, fetchedAt }: Directory): boolean =>
  fetchedAt === undefined && failure?.problem.kind === 'needsKey' && failure.problem.reason === 'rejected';

/** With a list, or by having none: either tells that the key is good. */
export const hasAnswered = ({ listing }: Directory): boolean => listing !== 'unknown';

/** One endpoint at the top of the tree. */
export interface Entry {
  readonly endpointId: string;
  readonly app?: App;
  readonly isPinned: boolean;
  /** Route-level ids to narrow to; empty where there is one route only. */
  readonly routes: readonly string[];
}

export interface Arrangement {
  readonly entries: readonly Entry[];
  /** The same, by their endpoint ids. */
  readonly byId: ReadonlyMap<string, Entry>;
  /** Of all entries and their routes. */
  readonly endpointIds: ReadonlySet<string>;
  /** What stands in `fal.endpoints` and is no endpoint id. */
  readonly unreadable: readonly string[];
  /** Whose all listed apps are, where several are: before each name it says nothing, and takes a narrow row’s room. */
  readonly owner?: string;
}

/** Pinned endpoints first, in the order of the setting, for someone chose them; then the other apps by name. */
export function arrange({ apps }: Directory, pinned: readonly string[]): Arrangement {
  const appOf = new Map(apps.map((app) => [app.endpointId, app]));
  const wanted = [...new Set(pinned.map((id) => id.trim()))].filter((id) => id !== '');
  const isPinned = new Set(wanted.filter(isEndpointId));
  const others = [...appOf.keys()].filter((id) => !isPinned.has(id)).sort(byText);
  const entries = [...isPinned, ...others].map((endpointId): Entry => {
    const app = appOf.get(endpointId);
    return {
      endpointId,
      app,
      isPinned: isPinned.has(endpointId),
      routes: app === undefined ? [] : routesOf(app),
    };
  });
  return {
    entries,
    byId: new Map(entries.map((entry) => [entry.endpointId, entry])),
    endpointIds: new Set(entries.flatMap(({ endpointId, routes }) => [endpointId, ...routes])),
    unreadable: wanted.filter((id) => !isPinned.has(id)),
    owner: soleOwner(apps),
  };
}

function soleOwner([first, ...others]: readonly App[]): string | undefined {
  const isSole = others.length > 0 && others.every(({ owner }) => owner === first?.owner);
  return isSole ? first?.owner : undefined;
}

/** The bare id is no way to narrow: asked for it, fal answers for all routes. */
function routesOf({ endpointId, endpoints }: App): readonly string[] {
  const all = [...new Set(endpoints)];
  return all.length < 2 ? [] : all.filter((id) => id !== endpointId).sort(byText);
}

/**
 * Where to ask for an endpoint's requests, likeliest first. `owned` brings the requests of all callers and only the
 * owner may ask it; `made` brings those of this key, for any endpoint.
 */
export function sourcesOf({ apps, listing }: Directory, endpointId: string): readonly RequestSource[] {
  const isListed = apps.some((app) => app.endpointId === endpointId || app.endpoints.includes(endpointId));
  if (isListed) return ['owned'];
  const owner = endpointId.split('/', 1)[0];
  return listing === 'known' && !apps.some((app) => app.owner === owner) ? ['made'] : ['owned', 'made'];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
