import assert from 'node:assert/strict';
import { createFalClient } from '../../../src/core/fal/client';
import { FalError } from '../../../src/core/fal/errors';
import type { FetchLike, ResponseLike } from '../../../src/core/fal/http';
import type { FalClient } from '../../../src/core/fal/types';
import { answer } from './answer';

/** No pattern knows a key by this shape: it is hidden because it is the one that was asked with. */
const KEY = 'odd:secret-odd';
const SECRET = 'secret-odd';
const HIDDEN = '[key hidden]';

type Ask = (client: FalClient, echo: string) => Promise<unknown>;

const json = (status: number, body: unknown) => answer(status, JSON.stringify(body));
const stream = (body: string | ReadableStream<Uint8Array>) =>
  answer(200, body, { 'content-type': 'text/event-stream' });
const breaking = (words: string): ReadableStream<Uint8Array> =>
  new ReadableStream({ pull: (controller) => controller.error(new Error(words)) });
const fail = (error: Error): never => {
  throw error;
};

const listing: Ask = (client) => client.listApps();
const tailing: Ask = async (client) => {
  for await (const _ of client.streamLogs({}, new AbortController().signal));
};

/** Where an app, a proxy or the network may echo the key, and the question that hears it. */
const PLACES: readonly (readonly [string, (echo: string) => ResponseLike, Ask?])[] = [
  ['fal’s own refusal', (echo) => json(400, { error: { message: `bad ${echo}` } })],
  ['fal’s id of a refusal', (echo) => json(403, { error: { message: 'no', request_id: echo } })],
  ['a refusal of the key', (echo) => json(401, { detail: `unknown ${echo}` })],
  ['a refusal of haste', (echo) => json(429, { message: `too often: ${echo}` })],
  ['an answer of a broken server', (echo) => answer(500, `header was ${echo}`)],
  ['a gateway’s page', (echo) => answer(502, `<title>bad ${echo}</title>`)],
  [
    'a refusal that writes it in escapes',
    (echo) => answer(400, `{"detail":"bad ${echo.replace('-', '\\u002d')}"}`),
  ],
  ['an error of fetch', (echo) => fail(new Error(`no header ${echo}`))],
  ['what made fetch fail', (echo) => fail(new TypeError('failed', { cause: new Error(`bad ${echo}`) }))],
  ['the end of a body that breaks off', (echo) => answer(200, breaking(`lost ${echo}`))],
  ['the end of a stream that breaks off', (echo) => stream(breaking(`lost ${echo}`)), tailing],
  [
    'the host that a redirect leads to',
    (echo) => answer(307, null, { location: `https://${echo}@${SECRET}.example/${echo}` }),
  ],
  ['a type', (echo) => answer(200, 'hello', { 'content-type': `text/${echo}` })],
  ['a stream’s type', (echo) => answer(200, '', { 'content-type': `text/${echo}` }), tailing],
  ['a stream’s error event', (echo) => stream(`event: error\ndata: refused ${echo}\n\n`), tailing],
  ['a path that is logged', () => json(200, { queue_size: 1 }), (client, echo) => client.countQueued(echo)],
  ['a query that is logged', () => json(200, { apps: [] }), (client, search) => client.listApps({ search })],
];

/** All that a person or a log gets to read of a question. */
async function toldOf(echo: string, answering: (echo: string) => ResponseLike, ask: Ask): Promise<string> {
  const told: unknown[] = [];
  const say = (line: string): void => void told.push(line);
  const fetch: FetchLike = () => Promise.resolve(echo).then(answering);
  const client = createFalClient({
    apiUrl: () => 'https://fal.example/v1',
    key: () => Promise.resolve(KEY),
    fetch,
    log: { debug: say, info: say, warn: say, error: say },
  });
  try {
    await ask(client, echo);
  } catch (error) {
    if (!(error instanceof FalError)) throw error;
    told.push(error.message, error.problem);
  }
  return JSON.stringify(told);
}

describe('a key of no known shape', () => {
  for (const [place, answering, ask = listing] of PLACES) {
    it(`is hidden in ${place}, whole and by its secret half alone`, async () => {
      for (const echo of [KEY, SECRET]) {
        const told = await toldOf(echo, answering, ask);
        assert.ok(told.includes(HIDDEN), told);
        assert.ok(!told.includes(SECRET), told);
      }
    });
  }
});
