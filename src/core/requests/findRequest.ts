import { FalError } from '../fal/errors';
import type { FalClient, FalRequest, RequestRef, RequestSource } from '../fal/types';
import { askInGroups, type RefusedGroup } from './askInGroups';

/** Where to look for a request. */
export interface Places {
  /** What was named beside it: it may be anyone’s, so it spoils no question about others. */
  readonly named?: string;
  /** Endpoints of this key: the requests of all callers are there. */
  readonly owned: readonly string[];
  /** Any endpoint: only the requests made with this key are there. */
  readonly made: readonly string[];
}

export interface Search {
  readonly found?: RequestRef;
  /** Where it may be all the same: the key may not look there. */
  readonly refused: readonly string[];
}

/** How many of the newest requests are looked through for endpoints that nobody named. */
const NEWEST = 100;

/**
 * Finds in which endpoint a request ran; fal has no question for that, so the places are asked in groups, and then
 * the endpoints that this key called of late. Without a start, fal looks 90 days back when it is given an id.
 * @throws {FalError} when no place could be asked.
 */
export async function findRequest(
  client: Pick<FalClient, 'listRequests' | 'listMadeRequests'>,
  requestId: string,
  { named, owned, made }: Places,
  signal?: AbortSignal,
): Promise<Search> {
  const answered = new Set<string>();
  const refusals: RefusedGroup[] = [];
  const look = async (
    source: RequestSource,
    endpoints: readonly string[],
  ): Promise<RequestRef | undefined> => {
    let found: RequestRef | undefined;
    const refused = await askInGroups([...new Set(endpoints)], async (endpointId) => {
      const page = await client.listRequests({ source, endpointId, requestId, limit: 1 }, signal);
      for (const id of endpointId) answered.add(id);
      found = refIn(page.items, requestId, source);
      return found !== undefined;
    });
    refusals.push(...refused);
    return found;
  };
  const lookAtNewest = async (): Promise<RequestRef | undefined> => {
    const newest = await newestOf(client, signal);
    const others = newest.map(({ endpointId }) => endpointId).filter((id) => !asked.has(id));
    return refIn(newest, requestId, 'made') ?? look('made', others);
  };

  const alone = named === undefined ? [] : [named];
  const asked = new Set([...alone, ...made]);
  const isOther = (id: string): boolean => id !== named;
  const found =
    (await look('owned', alone)) ??
    (await look('made', alone)) ??
    (await look('owned', owned.filter(isOther))) ??
    (await look('made', made.filter(isOther))) ??
    (await lookAtNewest());
  if (found === undefined && answered.size === 0 && refusals[0] !== undefined) throw refusals[0].error;
  const refused = refusals.flatMap(({ endpointIds }) => endpointIds).filter((id) => !answered.has(id));
  return { found, refused: [...new Set(refused)] };
}

function refIn(
  requests: readonly FalRequest[],
  requestId: string,
  source: RequestSource,
): RequestRef | undefined {
  const found = requests.find((each) => each.requestId.toLowerCase() === requestId);
  return found && { requestId: found.requestId, endpointId: found.endpointId, source };
}

/** An extra: where fal does not tell, what the other places said holds. */
async function newestOf(
  { listMadeRequests }: Pick<FalClient, 'listMadeRequests'>,
  signal: AbortSignal | undefined,
): Promise<readonly FalRequest[]> {
  try {
    return await listMadeRequests({ limit: NEWEST }, signal);
  } catch (error) {
    if (error instanceof FalError) return [];
    throw error;
  }
}
