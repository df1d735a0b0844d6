import { FalError } from '../fal/errors';
import type { FalClient } from '../fal/types';

export type KeyTrial =
  /** fal knows the key. */
  | { readonly outcome: 'accepted' }
  /** fal knows the key, but it may not read requests. */
  | { readonly outcome: 'limited'; readonly error: FalError }
  | { readonly outcome: 'rejected'; readonly error: FalError }
  /** fal could not be asked: nothing is known of the key. */
  | { readonly outcome: 'untried'; readonly error: FalError };

/** Any public endpoint serves: what is asked for is the key's own requests to it, and only whether fal answers. */
const PUBLIC_ENDPOINT = 'fal-ai/flux/dev';

/** Tries a key with one cheap call. fal has no "who am I", and `/meta` answers without a key. */
export async function tryKey(client: FalClient, signal?: AbortSignal): Promise<KeyTrial> {
  try {
    await client.listRequests({ source: 'made', endpointId: [PUBLIC_ENDPOINT], limit: 1 }, signal);
    return { outcome: 'accepted' };
  } catch (error) {
    if (!(error instanceof FalError)) throw error;
    switch (error.problem.kind) {
      case 'needsKey':
        return { outcome: error.problem.reason === 'rejected' ? 'rejected' : 'untried', error };
      case 'refused':
        // What stands before fal, or in its place, knows nothing of keys.
        if (error.problem.isFals !== true) return { outcome: 'untried', error };
        // Whatever else was wrong with the question, the key was let in.
        return error.problem.status === 403 ? { outcome: 'limited', error } : { outcome: 'accepted' };
      case 'rateLimited':
      case 'unreachable':
      case 'unexpected':
      case 'misconfigured':
        return { outcome: 'untried', error };
    }
  }
}
