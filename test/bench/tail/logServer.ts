/**
 * fal's log stream and nothing else, made to be faster than who reads it; it runs in a thread of its own. What an
 * address serves stands in it: `/<lines>/<options>/…`, see `LogPlan`.
 */
import { createServer, type ServerResponse } from 'node:http';
import { isMainThread, parentPort } from 'node:worker_threads';
import { indexAt, sampleEvent, sampleEvents, type Sample } from './sampleEvents';

/** What a path asks for, such as `/20000/plain,events/v1/serverless/logs/stream`. */
interface LogPlan {
  /** So many there are; then the stream waits for `/emit`. */
  readonly lines: number;
  readonly sample: Sample;
  /** An HTTP chunk for each event, as a server writes that has no more at a time. */
  readonly isByEvent: boolean;
  /** Ends when all was sent. */
  readonly doesEnd: boolean;
  /** All but the first wait for `/burst`. */
  readonly doesWait: boolean;
  /** The connection breaks after so many lines that were not sent before. */
  readonly breakEvery: number;
}

const LINES_AT_ONCE = 500;
/** All begin a while ago, so that a tail sees at once that it is sent what was before it. */
const BEGIN_MS = Date.now() - 60_000;

/** By path: the first line that was never sent. */
const fresh = new Map<string, number>();
const live = new Set<ServerResponse>();
/** Those that wait for `/burst`. */
let bursts: (() => void)[] = [];
let emitted = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  request.resume();
  if (url.pathname === '/emit') emit(response);
  else if (url.pathname === '/burst') burst(response);
  else if (url.pathname.endsWith('/history'))
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end('{"items":[],"next_cursor":null,"has_more":false}');
  else void serve(url, response).catch(() => response.destroy());
});
if (!isMainThread) {
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage(server.address()));
}

async function serve(url: URL, response: ServerResponse): Promise<void> {
  const plan = planOf(url);
  const start = url.searchParams.get('start');
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const from = start === null ? 0 : indexAt(plan.sample, Date.parse(start));
  const breakAt = (fresh.get(url.pathname) ?? 0) + plan.breakEvery;
  const until = Math.min(plan.lines, breakAt);
  if (plan.doesWait) {
    response.write(sampleEvent(plan.sample, from));
    await new Promise<void>((resolve) => bursts.push(resolve));
  }
  for (let at = plan.doesWait ? from + 1 : from; at < until; at += LINES_AT_ONCE) {
    if (!(await send(response, plan, at, Math.min(until, at + LINES_AT_ONCE)))) return;
  }
  fresh.set(url.pathname, Math.max(until, fresh.get(url.pathname) ?? 0));
  if (until < plan.lines) breakOff(response, until);
  else if (plan.doesEnd) response.end();
  else {
    live.add(response);
    response.on('close', () => live.delete(response));
  }
}

/** Cleanly or not, in turn: what a reset takes along must be sent again. */
function breakOff(response: ServerResponse, until: number): void {
  if ((until / LINES_AT_ONCE) % 2 === 0) response.end();
  else response.socket?.resetAndDestroy();
}

/** `false`: nobody listens any more. */
async function send(response: ServerResponse, plan: LogPlan, from: number, until: number): Promise<boolean> {
  for (const bytes of plan.doesEnd || plan.doesWait ? kept(plan, from, until) : make(plan, from, until))
    response.write(bytes);
  if (response.writableNeedDrain) await roomIn(response);
  return !response.destroyed;
}

/** Made once where they are asked for again and again, so that it is not the server that is measured. */
const made = new Map<string, readonly Buffer[]>();

function kept(plan: LogPlan, from: number, until: number): readonly Buffer[] {
  const name = JSON.stringify([plan, from, until]);
  const bytes = made.get(name) ?? make(plan, from, until);
  made.set(name, bytes);
  return bytes;
}

function make({ isByEvent, sample }: LogPlan, from: number, until: number): readonly Buffer[] {
  if (!isByEvent) return [Buffer.from(sampleEvents(sample, from, until))];
  return Array.from({ length: until - from }, (_, index) => Buffer.from(sampleEvent(sample, from + index)));
}

function roomIn(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

function burst(response: ServerResponse): void {
  for (const begin of bursts) begin();
  bursts = [];
  response.end('{}');
}

/** Sends one more line to every waiting stream, and answers when that was. */
function emit(response: ServerResponse): void {
  const message = `emitted ${emitted++}.`;
  const at = Date.now();
  const entry = { timestamp: new Date(at).toISOString(), level: 'INFO', message, app: 'bench', labels: {} };
  for (const stream of live) stream.write(`data: ${JSON.stringify(entry)}\n\n`);
  response.end(JSON.stringify({ message, at }));
}

function planOf({ pathname }: URL): LogPlan {
  const [, lines, options = ''] = pathname.split('/');
  const words = new Set(options.split(','));
  const breaks = /breaks(\d+)/.exec(options)?.[1];
  return {
    lines: Number(lines),
    sample: {
      beginMs: BEGIN_MS,
      stepMicros: words.has('dense') ? 20 : 500,
      isPlain: words.has('plain'),
      isSmall: words.has('small'),
      ...(words.has('short') && { app: 'shop' }),
    },
    isByEvent: words.has('events'),
    doesEnd: words.has('ends'),
    doesWait: words.has('waits'),
    breakEvery: breaks === undefined ? Infinity : Number(lines) / Number(breaks),
  };
}
