import type { ResponseLike } from '../../../src/core/fal/http';

/** What a `fetch` gives, of as much as is looked at. */
export const answer = (
  status: number,
  body: string | ReadableStream<Uint8Array> | null,
  headers: Record<string, string> = {},
): ResponseLike => ({
  status,
  headers: new Headers(headers),
  body: new Response(body).body,
});
