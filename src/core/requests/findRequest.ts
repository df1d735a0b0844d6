import { FalError } from '../fal/errors';
import type { FalClient, FalRequest, RequestRef, RequestSource } from '../fal/types';
import { askInGroups } from './askInGroups';

/** Where to look for a request. */
export interface Places {
  /** Endpoints of this key: the requests of all callers are there. */
  readonly owned: readonly string[];
  /** Any endpoint: only the requests made with this key are there. */
  readonly made: readonly string[];
}

/** How many of the newest requests are looked through for endpoints that nobody named. */
const NEWEST = 100;

/**
 * Finds in which endpoint a request ran; fal has no question for that, so the places are asked in groups, and then
 * the endpoints that this key called of late. Without a start, fal looks 90 days back when it is given an id.
 * `undefined`: in none of the places.
 * @throws {FalError} when no place could be asked.
 */
export async function findRequest(
  client: Pick<FalClient, 'listRequests' | 'listMadeRequests'>,
  requestId: string,
  places: Places,
  signal?: AbortSignal,
): Promise<RequestRef | undefined> {
  const seen: { answered: boolean; refusal?: FalError } = { answered: false };
  const look = async (
    source: RequestSource,
    endpoints: readonly string[],
  ): Promise<RequestRef | undefined> => {
    let found: RequestRef | undefined;
    const [refusal] = await askInGroups([...new Set(endpoints)], async (endpointId) => {
      const page = await client.listRequests({ source, endpointId, requestId, limit: 1 }, signal);
      seen.answered = true;
      found = refIn(page.items, requestId, source);
      return found !== undefined;
    });
    seen.refusal ??= refusal?.error;
    return found;
  };

  const named = (await look('owned', places.owned)) ?? (await look('made', places.made));
  if (named !== undefined) return named;
  const newest = await newestOf(client, signal);
  const others = newest.map(({ endpointId }) => endpointId).filter((id) => !places.made.includes(id));
  const found = refIn(newest, requestId, 'made') ?? (await look('made', others));
  if (found === undefined && !seen.answered && seen.refusal !== undefined) throw seen.refusal;
  return found;
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
