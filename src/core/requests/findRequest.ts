import { FalError } from '../fal/errors';
import type { FalClient, FalRequest, RequestRef, RequestSource } from '../fal/types';

/** fal takes at most so many endpoints in one question [OpenAPI]. */
const MOST_ENDPOINTS = 50;

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i;

/** The request id in what a person pasted: the id, a line of log, a URL of the dashboard or the queue. */
export const extractRequestId = (text: string): string | undefined => UUID.exec(text)?.[0].toLowerCase();

/** Where to look for a request. */
export interface Places {
  /** Endpoints of this key: the requests of all callers are there. */
  readonly owned: readonly string[];
  /** Any endpoint: only the requests made with this key are there. */
  readonly made: readonly string[];
}

/**
 * Finds in which endpoint a request ran; fal has no question for that, so the places are asked in groups. Without a
 * start, fal looks 90 days back when it is given an id. `undefined`: in none of the places.
 * @throws {FalError} when no place could be asked.
 */
export async function findRequest(
  listRequests: FalClient['listRequests'],
  requestId: string,
  places: Places,
  signal?: AbortSignal,
): Promise<RequestRef | undefined> {
  let refusal: FalError | undefined;
  let wasAnswered = false;
  for (const { source, endpointId } of questionsFor(places)) {
    try {
      const page = await listRequests({ source, endpointId, requestId, limit: 1 }, signal);
      wasAnswered = true;
      const found = page.items.find((item) => item.requestId.toLowerCase() === requestId);
      if (found !== undefined) return toRef(found, source);
    } catch (error) {
      // One endpoint that this key may not read must not hide the others.
      if (!(error instanceof FalError) || error.problem.kind !== 'refused') throw error;
      refusal ??= error;
    }
  }
  if (!wasAnswered && refusal !== undefined) throw refusal;
  return undefined;
}

const toRef = ({ requestId, endpointId }: FalRequest, source: RequestSource): RequestRef => ({
  requestId,
  endpointId,
  source,
});

function questionsFor(places: Places): { source: RequestSource; endpointId: readonly string[] }[] {
  return (['owned', 'made'] as const).flatMap((source) => {
    const ids = [...new Set(places[source])];
    const groups: { source: RequestSource; endpointId: readonly string[] }[] = [];
    for (let at = 0; at < ids.length; at += MOST_ENDPOINTS) {
      groups.push({ source, endpointId: ids.slice(at, at + MOST_ENDPOINTS) });
    }
    return groups;
  });
}
