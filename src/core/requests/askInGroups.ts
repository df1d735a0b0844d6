import { FalError } from '../fal/errors';

/** fal takes at most so many endpoints in one question [OpenAPI]. */
const MOST_ENDPOINTS = 50;
/** Enough to find two endpoints among fifty; a key that may read none of them must not be refused a hundred times. */
const MOST_REFUSALS = 16;

export interface RefusedGroup {
  readonly endpointIds: readonly string[];
  readonly error: FalError;
}

/**
 * Asks about many endpoints, as many at once as fal takes. Where it refuses a group, the halves are asked: one endpoint
 * that this key may not read must not hide the others.
 * @param ask answers `true` when no more need be asked.
 * @returns what was refused in the end.
 */
export async function askInGroups(
  endpointIds: readonly string[],
  ask: (group: readonly string[]) => Promise<boolean>,
): Promise<readonly RefusedGroup[]> {
  const refusals: RefusedGroup[] = [];
  const groups: (readonly string[])[] = [];
  let patience = MOST_REFUSALS;
  for (let at = 0; at < endpointIds.length; at += MOST_ENDPOINTS) {
    groups.push(endpointIds.slice(at, at + MOST_ENDPOINTS));
  }
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    try {
      if (await ask(group)) break;
    } catch (error) {
      if (!(error instanceof FalError) || error.problem.kind !== 'refused') throw error;
      if (group.length === 1 || --patience <= 0) refusals.push({ endpointIds: group, error });
      else groups.unshift(group.slice(0, group.length >> 1), group.slice(group.length >> 1));
    }
  }
  return refusals;
}
