import type { FetchInit, FetchLike, ResponseLike } from '../fal/http';
import { answer } from './answers/answer';
import { readFollowed } from './answers/follow';
import { Params, readQuery } from './answers/params';
import { Refusal } from './answers/refusal';
import { routeOf } from './answers/route';
import type { LogRow } from './wire';
import type { World } from './world';

/** Comments on a stream, so that a filter without lines does not look like a lost connection. */
const PING_MS = 15_000;

/** fal's API as a `fetch` that asks no network: whatever key and host a question names, the world answers. */
export function answerFrom(world: World): FetchLike {
  return (url, init) => new Promise((resolve) => resolve(answerOne(world, url, init)));
}

function answerOne(world: World, url: string, { method, body = '', signal }: FetchInit): ResponseLike {
  signal.throwIfAborted();
  const { pathname, searchParams } = new URL(url);
  const path = pathname.replace(/^.*?\/v1(?=\/)/, '');
  const query = readQuery(searchParams);
  try {
    const route = routeOf(method, path);
    if (route === undefined) throw new Refusal(404);
    if (route === 'streamLogs') return streamOf(world, new Params(query), body, signal);
    return json(200, answer(world, route, { path, query, body }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return json(error.status, error.body);
  }
}

const json = (status: number, text: string): ResponseLike =>
  respond(status, 'application/json', new Blob([text]).stream());

const respond = (status: number, type: string, body: ReadableStream<Uint8Array>): ResponseLike => ({
  status,
  headers: { get: (name) => (name.toLowerCase() === 'content-type' ? type : null) },
  body,
});

/** What there is since the start, then what comes. @throws {Refusal} */
function streamOf(world: World, params: Params, body: string, signal: AbortSignal): ResponseLike {
  const { start, isWanted } = readFollowed(world, params, body);
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string): void => controller.enqueue(encoder.encode(text));
      const send = (row: LogRow): void => write(`data: ${JSON.stringify(row)}\n\n`);
      for (const log of world.logs) if (log.at >= start && isWanted(log)) send(log.row);
      const stopListening = world.onLog((log) => isWanted(log) && send(log.row));
      const timer = setInterval(() => write(': ping\n\n'), PING_MS);
      const abort = (): void => {
        stop();
        controller.error(signal.reason);
      };
      signal.addEventListener('abort', abort);
      stop = () => {
        stopListening();
        clearInterval(timer);
        signal.removeEventListener('abort', abort);
      };
    },
    cancel: () => stop(),
  });
  return respond(200, 'text/event-stream', stream);
}
