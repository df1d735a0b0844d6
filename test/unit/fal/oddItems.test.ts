import assert from 'node:assert/strict';
import { createFalClient } from '../../../src/core/fal/client';
import type { FalClient } from '../../../src/core/fal/types';
import { problemOf } from '../../support/problemOf';
import { silentLog } from '../../support/silentLog';
import { answer } from './answer';

const row = { request_id: 'good', endpoint_id: 'acme/image', sent_at: '2026-03-14T13:00:00Z' };
const app = { endpoint_id: 'acme/image', name: 'image', owner: 'acme' };
const figures = { endpoint_id: 'acme/image', request_count: 3 };

describe('a list of fal’s in which one item is odd', () => {
  let warnings: string[];
  beforeEach(() => {
    warnings = [];
  });
  const clientThatHears = (body: unknown): FalClient =>
    createFalClient({
      apiUrl: () => 'https://api.fal.ai/v1',
      key: () => Promise.resolve('id:secret'),
      fetch: () => Promise.resolve(answer(200, JSON.stringify(body))),
      log: { ...silentLog, warn: (message) => void warnings.push(message) },
    });
  const requests = (client: FalClient) =>
    client.listRequests({ source: 'owned', endpointId: ['acme/image'] }).then(({ items }) => items);
  const made = (client: FalClient) => client.listMadeRequests({ limit: 9 });
  const apps = (client: FalClient) => client.listApps().then((listed) => listed?.items);
  const summaries = (client: FalClient) => client.summarise({ endpointId: ['acme/image'] });

  for (const [what, list, good, odd, ask, why] of [
    ['a request that was never sent', 'items', row, { ...row, sent_at: null }, requests, 'sent_at'],
    ['a status in words', 'items', row, { ...row, status_code: '200' }, requests, 'status_code'],
    ['a request that is none', 'items', row, null, requests, 'not an object'],
    ['a made request without an id', 'results', row, { ...row, request_id: 7 }, made, 'request_id'],
    ['an app without an owner', 'apps', app, { ...app, owner: null }, apps, 'owner'],
    ['figures of nothing', 'summary', figures, { request_count: 1 }, summaries, 'endpoint_id'],
  ] as const) {
    it(`is shown without ${what}, and the log says so once`, async () => {
      const client = clientThatHears({ [list]: [odd, good, odd] });
      assert.equal((await ask(client))?.length, 1);
      await ask(clientThatHears({ [list]: [good] }));
      assert.equal(warnings.length, 1);
      await ask(client);
      assert.equal(warnings.length, 1);
      assert.match(warnings[0] ?? '', new RegExp(`${list}\\.0.*${why}`));
    });

    it(`is not taken for an empty one where all are ${what}`, async () => {
      const problem = await problemOf(ask(clientThatHears({ [list]: [odd, odd] })));
      assert.equal(problem.kind, 'unexpected');
    });
  }

  it('says what is wrong with the first of those, where the tree can tell of them', async () => {
    const oddRow = { items: [row, { ...row, sent_at: null }, null] };
    const page = await clientThatHears(oddRow).listRequests({ source: 'made', endpointId: ['acme/image'] });
    assert.match(page.unreadable?.message ?? '', /items\.1\.sent_at/);
    const listed = await clientThatHears({ apps: [{ ...app, owner: null }, app] }).listApps();
    assert.match(listed?.unreadable?.message ?? '', /apps\.0\.owner/);
    assert.equal((await clientThatHears({ apps: [app] }).listApps())?.unreadable, undefined);
  });

  it('is shown whole where what it may lack is null', async () => {
    const bare = { ...app, environment: null, endpoints: null };
    assert.deepEqual(
      (await apps(clientThatHears({ apps: [bare] })))?.map(({ environment, endpoints }) => [
        environment,
        endpoints,
      ]),
      [['main', []]],
    );
    const none = { ...figures, request_count: null, user_error_count: null, error_count: null };
    assert.deepEqual(await summaries(clientThatHears({ summary: [none] })), [
      { endpointId: 'acme/image', requests: 0, userErrors: 0, errors: 0, medianSeconds: undefined },
    ]);
    assert.deepEqual(await summaries(clientThatHears({ summary: null })), []);
    assert.deepEqual(warnings, []);
  });

  it('gives each of the others its own payload', async () => {
    const items = [
      null,
      { ...row, sent_at: null, json_input: 'odd' },
      7,
      { ...row, json_input: 'good', json_output: { for: 'it' } },
    ];
    const [only, ...others] = await requests(clientThatHears({ items }));
    assert.deepEqual([only?.input, only?.output, others], ['"good"', '{"for":"it"}', []]);
  });
});
