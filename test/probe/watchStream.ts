import { parseJson, type Caller, type Question } from './caller';
import { errorForm } from './errorForm';
import type { Piece } from './streamFacts';
import { mediaType } from './words';

export interface Watched {
  readonly status: number;
  readonly type: string;
  readonly encoding: string;
  /** How it was refused; empty for a stream. */
  readonly refusal: string;
  readonly openedAt: number;
  readonly pieces: readonly Piece[];
  readonly lastedMs: number;
  readonly end: 'by fal' | 'by us' | 'broken';
}

const MOST_BYTES = 5_000_000;

/** Opens a log stream, keeps what comes for a while, and lets go of it. */
export async function watchStream(
  caller: Caller,
  query: Readonly<Record<string, string>>,
  listenMs: number,
  more: Partial<Question> = {},
): Promise<Watched> {
  const leaving = new AbortController();
  const patience = setTimeout(() => leaving.abort(), caller.options.answerWithinMs);
  try {
    const path = `/serverless/logs/stream?${new URLSearchParams(query).toString()}`;
    const headers = { Accept: 'text/event-stream', 'Accept-Encoding': 'identity' };
    const response = await caller.open({ method: 'POST', path, headers, ...more }, leaving.signal);
    const type = mediaType(response.headers.get('content-type'));
    const head = { status: response.status, type, encoding: response.headers.get('content-encoding') ?? '' };
    clearTimeout(patience);
    if (type !== 'text/event-stream' || response.body === null) {
      const text = await response.text();
      const refusal = errorForm({ text, type, json: parseJson(text) });
      return { ...head, refusal, openedAt: Date.now(), pieces: [], lastedMs: 0, end: 'by fal' };
    }
    return { ...head, refusal: '', ...(await listen(response.body, listenMs)) };
  } finally {
    clearTimeout(patience);
    leaving.abort();
  }
}

async function listen(body: ReadableStream<Uint8Array>, listenMs: number) {
  const openedAt = Date.now();
  const pieces: Piece[] = [];
  const reader = body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<'over'>((resolve) => (timer = setTimeout(() => resolve('over'), listenMs)));
  let end: Watched['end'] = 'by us';
  try {
    for (let size = 0; size < MOST_BYTES;) {
      const turn = await Promise.race([reader.read(), over]);
      if (turn === 'over') break;
      if (turn.done) {
        end = 'by fal';
        break;
      }
      pieces.push({ bytes: turn.value, atMs: Date.now() - openedAt });
      size += turn.value.byteLength;
    }
  } catch {
    end = 'broken'; // That it broke is what there is to tell.
  }
  clearTimeout(timer);
  return { openedAt, pieces, lastedMs: Date.now() - openedAt, end };
}
