import assert from 'node:assert/strict';
import type { FalClient, LogQuery } from '../../../src/core/fal/types';
import { itemTexts } from '../../../src/core/fal/itemTexts';
import { describeProblem } from '../../../src/core/fal/errors';
import { FAKE_KEY, READ_ONLY_KEY, startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { clientOn } from '../../support/clientOn';
import { problemOf } from '../../support/problemOf';
import { holdToSpec } from '../holdToSpec';

const ID = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';

describe('the client of fal', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  let client: FalClient;
  beforeEach(async () => {
    fal = await startFakeFal({ data: 'empty' });
    for (const name of ['shop', 'other']) fal.world.app({ owner: 'acme', name });
    client = clientOn(fal.url);
  });
  afterEach(() => fal.close());

  const lastAsked = () => fal.asked.at(-1) ?? assert.fail('Nothing was asked.');

  it('lists the apps with their endpoints', async () => {
    const apps = (await client.listApps())?.items;
    assert.deepEqual(
      apps?.map(({ endpointId, endpoints, environment }) => ({ endpointId, endpoints, environment })),
      [
        { endpointId: 'acme/shop', endpoints: ['acme/shop'], environment: 'main' },
        { endpointId: 'acme/other', endpoints: ['acme/other'], environment: 'main' },
      ],
    );
    assert.deepEqual(lastAsked().query, { expand: ['endpoints'] });
    assert.match(lastAsked().headers.authorization ?? '', /^Key /);
  });

  for (const status of ['404', '501'] as const) {
    it(`knows a deployment without a listing of apps by its ${status}`, async () => {
      fal.behave('listApps', status);
      assert.equal(await client.listApps(), undefined);
    });
  }

  it('asks for requests with every parameter that fal documents', async () => {
    await client.listRequests({
      source: 'owned',
      endpointId: ['acme/shop', 'acme/other'],
      limit: 20,
      cursor: 'Mg',
      start: '2026-01-01T00:00:00.000Z',
      end: '2026-01-02T00:00:00.000Z',
      status: 'user_error',
      requestId: ID,
      expand: ['payloads', 'billing'],
      sortBy: 'duration',
    });
    assert.equal(lastAsked().path, '/serverless/requests/by-endpoint');
    assert.deepEqual(lastAsked().query, {
      endpoint_id: ['acme/shop', 'acme/other'],
      limit: ['20'],
      cursor: ['Mg'],
      start: ['2026-01-01T00:00:00.000Z'],
      end: ['2026-01-02T00:00:00.000Z'],
      status: ['user_error'],
      request_id: [ID],
      expand: ['payloads', 'billing'],
      sort_by: ['duration'],
    });
  });

  it('asks where the requests are that this key made', async () => {
    await client.listRequests({ source: 'made', endpointId: ['fal-ai/flux/dev'] });
    assert.equal(lastAsked().path, '/models/requests/by-endpoint');
  });

  it('gives a page of requests, and a cursor only when there is another', async () => {
    for (let count = 0; count < 3; count++) fal.request({ endpointId: 'acme/shop' });
    const first = await client.listRequests({ source: 'owned', endpointId: ['acme/shop'], limit: 2 });
    assert.equal(first.items.length, 2);
    const second = await client.listRequests({
      source: 'owned',
      endpointId: ['acme/shop'],
      limit: 2,
      cursor: first.nextCursor ?? assert.fail('no cursor'),
    });
    assert.equal(second.items.length, 1);
    assert.equal(second.nextCursor, undefined);
  });

  it('gives a request whose payloads are the very text that fal sent', async () => {
    const input = '{"seed": 196619188014358660, "b": 1, "2": true, "1": [], "b": 2}';
    fal.request({ requestId: ID, endpointId: 'acme/shop', input, output: '[1.0, 1e400]' });
    const detail = await client.getRequest({ requestId: ID, endpointId: 'acme/shop', source: 'owned' });
    assert.equal(detail?.input, input);
    assert.equal(detail.output, '[1.0, 1e400]');
    assert.equal(detail.request.requestId, ID);
    assert.deepEqual(lastAsked().query.expand, ['payloads', 'billing']);
  });

  it('gives no payload the key that it asks with, in whatever escapes an app was given it', async () => {
    const secret = FAKE_KEY.slice(FAKE_KEY.indexOf(':') + 1);
    const first = secret.charCodeAt(0).toString(16);
    const escaped = FAKE_KEY.replace(secret, `\\u00${first}${secret.slice(1)}`);
    const input = `{"fal_key": "${FAKE_KEY}"}`;
    fal.request({ requestId: ID, endpointId: 'acme/shop', input, output: `["${secret}", "${escaped}"]` });
    const detail = await client.getRequest({ requestId: ID, endpointId: 'acme/shop', source: 'owned' });
    assert.equal(detail?.input, '{"fal_key": "[key hidden]"}');
    assert.equal(detail.output, '["[key hidden]", "[key hidden]"]');
  });

  it('gives each request its own payloads, whatever else fal sends beside the list', async () => {
    for (const name of ['one', 'two']) fal.request({ endpointId: 'acme/shop', input: `"${name}"` });
    const { items } = await clientOn(fal.urlThat('extra-fields')).listRequests({
      source: 'owned',
      endpointId: ['acme/shop'],
      expand: ['payloads'],
    });
    assert.deepEqual(items.map(({ input }) => input).sort(), ['"one"', '"two"']);
  });

  it('gives nothing for a request that fal does not have', async () => {
    assert.equal(
      await client.getRequest({ requestId: ID, endpointId: 'acme/shop', source: 'owned' }),
      undefined,
    );
  });

  it('asks how endpoints go, in numbers that are there or not', async () => {
    fal.request({ endpointId: 'acme/shop', duration: 2 });
    fal.request({ endpointId: 'acme/shop', duration: 3, statusCode: 422 });
    fal.request({ endpointId: 'acme/shop', duration: 9, statusCode: 504 });
    const start = new Date(Date.now() - 60_000).toISOString();
    assert.deepEqual(await client.summarise({ endpointId: ['acme/shop', 'acme/other'], start }), [
      { endpointId: 'acme/shop', requests: 3, userErrors: 1, errors: 1, medianSeconds: 3 },
    ]);
    const { path, query } = lastAsked();
    assert.equal(path, '/serverless/analytics');
    assert.deepEqual([query.start, query.end, query.bound_to_timeframe], [[start], undefined, ['false']]);
  });

  it('counts what waits at an app', async () => {
    fal.world.queued.set('acme/shop', 7);
    assert.equal(await client.countQueued('acme/shop'), 7);
    assert.equal(lastAsked().path, '/serverless/apps/acme/shop/queue');
  });

  it('lists the newest requests of this key, at whatever endpoint', async () => {
    fal.request({ endpointId: 'acme/shop' });
    const made = fal.request({ source: 'made', endpointId: 'fal-ai/flux/dev', input: '{"a":1}' });
    const [newest, ...more] = await client.listMadeRequests({ limit: 20 });
    assert.deepEqual([newest?.requestId, newest?.endpointId], [made.requestId, 'fal-ai/flux/dev']);
    assert.equal(more.length, 0);
    assert.deepEqual(lastAsked().query, { limit: ['20'] });
  });

  it('deletes payloads, and tells of each file whether it is gone', async () => {
    const link = (name: string) => `https://v3.fal.media/files/a/${name}`;
    const output = JSON.stringify({ images: [{ url: link('one.png') }, { url: link('locked.png') }] });
    fal.request({ requestId: ID, endpointId: 'acme/shop', input: '{"a":1}', output });
    assert.deepEqual(await client.deletePayloads(ID), [
      { link: link('one.png'), problem: undefined },
      { link: link('locked.png'), problem: 'The file is locked' },
    ]);
    assert.deepEqual([lastAsked().method, lastAsked().path], ['DELETE', `/models/requests/${ID}/payloads`]);
    const detail = await client.getRequest({ requestId: ID, endpointId: 'acme/shop', source: 'owned' });
    assert.deepEqual([detail?.input, detail?.output], [undefined, undefined]);
  });

  it('says which keys can delete where this one may not', async () => {
    fal.request({ requestId: ID, endpointId: 'acme/shop' });
    const problem = await problemOf(clientOn(fal.url, { key: READ_ONLY_KEY }).deletePayloads(ID));
    assert.match(describeProblem(problem).message, /preset Full can, and legacy Admin keys/);
    assert.doesNotMatch(describeProblem(problem).message, /Read-only/);
  });

  it('reads a page of history, newest first, with naive times as UTC and levels as sent', async () => {
    fal.log({ message: 'one', timestamp: '2026-01-01T10:00:00.000001' });
    fal.log({
      message: 'two',
      timestamp: '2026-01-01T10:00:01.5',
      level: 'WARNING',
      labels: { fal_job_id: 'j' },
    });
    const page = await client.logHistory({ start: '2026-01-01', end: '2026-01-02', limit: 1 });
    assert.deepEqual(
      page.items.map(({ entry: { message, time, level, labels } }) => ({ message, time, level, labels })),
      [
        {
          message: 'two',
          time: Date.UTC(2026, 0, 1, 10, 0, 1, 500),
          level: 'WARNING',
          labels: { fal_job_id: 'j' },
        },
      ],
    );
    assert.ok(page.nextCursor);
    assert.deepEqual(lastAsked().query, { start: ['2026-01-01'], end: ['2026-01-02'], limit: ['1'] });
    assert.equal(lastAsked().body, '');
  });

  it('reads the others of a page of history where some are no entries, and tells why', async () => {
    const answers = (items: unknown) =>
      clientOn(fal.url, { fetch: () => Promise.resolve(Response.json({ items })) });
    const good = { timestamp: '2026-01-01T00:00:00Z', message: 'good' };
    for (const others of [[good], []]) {
      const page = await answers([{ ...good, message: null }, ...others]).logHistory({});
      assert.deepEqual(
        page.items.map(({ json }) => JSON.parse(json) as unknown),
        others,
      );
      assert.match(page.unreadable?.message ?? '', /items\.0\.message: expected string/);
    }
    assert.equal((await answers([good]).logHistory({})).unreadable, undefined);
  });

  it('keeps the JSON of each entry of history, with long numbers and what it does not know', () => {
    const sent = [
      '{"timestamp":"2026-01-01T00:00:00Z","message":"a","seed":12345678901234567890}',
      '{"n":1.50}',
    ];
    assert.deepEqual(itemTexts(`{ "items": [${sent.join()}], "next_cursor": null }`), sent);
    assert.deepEqual(itemTexts('{"items":[{"a":1,"a":2}]}'), ['{"a":2}']);
    assert.deepEqual(itemTexts('[]'), []);
  });

  const EVERY_FILTER = {
    start: '2026-01-01T00:00:00Z',
    end: '2026-01-02T00:00:00Z',
    appId: ['acme/shop', 'acme/other'],
    revision: 'rev',
    runSource: 'gateway',
    traceback: true,
    search: 'boom',
    level: 'error',
    jobId: 'job',
    requestId: ID,
    labels: [
      { key: 'a', value: '1' },
      { key: 'b', value: '2', condition: 'equals' },
      { key: 'c', value: ['3', '4'], condition: 'in' },
      { key: 'd', value: '5', condition: 'not_equals' },
      { key: 'e', value: ['6'], condition: 'not_in' },
    ],
  } as const satisfies LogQuery;

  for (const [what, route, read] of [
    ['history', '/serverless/logs/history', () => client.logHistory(EVERY_FILTER)],
    [
      'a stream',
      '/serverless/logs/stream',
      () => firstOf(client.streamLogs(EVERY_FILTER, new AbortController().signal)),
    ],
  ] as const) {
    it(`asks for logs as ${what} with every filter that fal documents`, async () => {
      await read();
      const { path, query, body } = lastAsked();
      assert.equal(path, route);
      assert.deepEqual(query, {
        start: ['2026-01-01T00:00:00Z'],
        end: ['2026-01-02T00:00:00Z'],
        app_id: ['acme/shop', 'acme/other'],
        revision: ['rev'],
        run_source: ['gateway'],
        traceback: ['true'],
        search: ['boom'],
        level: ['error'],
        job_id: ['job'],
        request_id: [ID],
      });
      assert.deepEqual(JSON.parse(body), [
        { key: 'a', value: '1' },
        { key: 'b', value: '2', condition_type: 'equals' },
        { key: 'c', value: ['3', '4'], condition_type: 'in' },
        { key: 'd', value: '5', condition_type: 'not_equals' },
        { key: 'e', value: ['6'], condition_type: 'not_in' },
      ]);
    });
  }
});

async function firstOf<T>(batches: AsyncIterable<T>): Promise<T | undefined> {
  for await (const batch of batches) return batch;
  return undefined;
}
