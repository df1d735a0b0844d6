import assert from 'node:assert/strict';
import { API_PRESET_KEY, FAKE_KEY, READ_ONLY_KEY, startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { ask } from './talk';

describe('the fake fal’s other answers', () => {
  let fal: FakeFal;
  before(async () => {
    fal = await startFakeFal({ data: 'empty' });
    fal.world.app({ owner: 'ann', name: 'one', endpoints: ['ann/one', 'ann/one/turbo'] });
    fal.request({ endpointId: 'ann/one/turbo' });
  });
  after(() => fal.close());

  const wrong: Record<string, readonly [status: number, says: RegExp]> = {
    '/serverless/analytics?expand=summary&expand=request_count': [400, /endpoint_id is required/],
    '/serverless/analytics?endpoint_id=ann/one': [400, /expand takes summary/],
    '/serverless/analytics?endpoint_id=ann/one&expand=summary': [400, /at least one metric/],
    '/serverless/analytics?endpoint_id=ann/one&expand=summary,cost': [400, /expand is one of/],
    '/serverless/analytics?endpoint_id=fal-ai/flux&expand=summary,request_count': [403, /Access denied/],
    '/serverless/apps/ann/none/queue': [404, /not_found/],
    '/models/requests/search?limit=0': [400, /limit/],
  };
  for (const [path, [status, says]] of Object.entries(wrong))
    it(`answers ${status} to ${path}`, async () => {
      const response = await ask(fal, path);
      assert.equal(response.status, status);
      assert.match(await response.text(), says);
    });

  it('tells of an app by its routes', async () => {
    const path = '/serverless/analytics?endpoint_id=ann/one&expand=summary,request_count,success_count';
    assert.deepEqual(await (await ask(fal, path)).json(), {
      summary: [{ endpoint_id: 'ann/one/turbo', request_count: 1, success_count: 1 }],
      next_cursor: null,
      has_more: false,
    });
  });

  it('lets an Admin key alone delete, and what is there alone', async () => {
    const { requestId } = fal.request({ input: '{}', output: '{}' });
    const path = `/models/requests/${requestId}/payloads`;
    const statusWith = async (key: string, at = path) =>
      (await ask(fal, at, { key, method: 'DELETE' })).status;
    assert.deepEqual([await statusWith(READ_ONLY_KEY), await statusWith(API_PRESET_KEY)], [403, 403]);
    assert.notEqual(fal.world.requests.at(-1)?.input, undefined);
    assert.equal(await statusWith(FAKE_KEY), 200);
    assert.equal(fal.world.requests.at(-1)?.input, undefined);
    assert.equal(await statusWith(FAKE_KEY, path.replace(/.{12}\/payloads/, '000000000000/payloads')), 404);
    assert.equal(await statusWith(FAKE_KEY, '/models/requests/42/payloads'), 400);
  });

  it('runs what is sent to an endpoint, as fal.run does', async () => {
    const url = `${fal.origin}/run/ann/one`;
    const headers = { authorization: `Key ${FAKE_KEY}`, 'content-type': 'application/json' };
    const run = (body: string, more: object = {}) => fetch(url, { method: 'POST', headers, body, ...more });
    assert.equal((await run('{"a":1}')).status, 200);
    assert.deepEqual(fal.runs, [{ endpointId: 'ann/one', body: '{"a":1}' }]);
    assert.equal((await run('{}')).status, 422);
    assert.equal((await run('{')).status, 422);
    assert.equal((await run('{"a":1}', { headers: {} })).status, 401);
  });
});
