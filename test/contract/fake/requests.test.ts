import assert from 'node:assert/strict';
import { API_PRESET_KEY, POWERLESS_KEY, startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { ask } from './talk';

const NOW = Date.UTC(2026, 0, 10);
const HOUR = 3_600_000;
const OWNED = '/serverless/requests/by-endpoint';
const MADE = '/models/requests/by-endpoint';

interface Page {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

describe('requests, apps and keys of the fake fal', () => {
  let fal: FakeFal;
  const ids = new Map<string, string>();
  before(async () => {
    fal = await startFakeFal({ data: 'empty', now: () => NOW });
    fal.world.app({ owner: 'ann', name: 'one', endpoints: ['ann/one', 'ann/one/fast'] });
    fal.world.app({ owner: 'ann', name: 'two' });
    fal.world.app({ owner: 'ann', name: 'one--staging', environment: 'staging' });
    const add = (name: string, hoursAgo: number, endpointId: string, more: object = {}) => {
      const endedAt = NOW - hoursAgo * HOUR;
      const { requestId } = fal.request({
        endpointId,
        startedAt: endedAt - 1000,
        endedAt,
        duration: hoursAgo,
        ...more,
      });
      ids.set(requestId, name);
    };
    add('a', 1, 'ann/one');
    add('b', 2, 'ann/one/fast', { statusCode: 422, billableUnits: 1.5 });
    add('c', 3, 'ann/one', { statusCode: 503, output: '{"seed":196619188014358660}' });
    add('d', 4, 'ann/one/slow');
    add('e', 48, 'ann/one');
    add('t', 1, 'ann/two');
    fal.request({ endpointId: 'ann/two', endedAt: null, about: 'running' });
    add('m', 1, 'fal-ai/flux/dev', { source: 'made', input: '{"prompt":"cat"}' });
    add('n', 5, 'fal-ai/flux/schnell', { source: 'made' });
  });
  after(() => fal.close());

  const page = async (path: string): Promise<Page> => {
    const response = await ask(fal, path);
    assert.equal(response.status, 200, path);
    return (await response.json()) as Page;
  };
  const names = ({ items }: Page) => items.map((item) => ids.get(String(item.request_id)) ?? 'r').join('');
  const idOf = (name: string) => [...ids].find(([, each]) => each === name)?.[0] ?? '';

  const queries: Record<string, string> = {
    [`${OWNED}?endpoint_id=ann/one`]: 'abc',
    [`${OWNED}?endpoint_id=ann/one/fast`]: 'b',
    [`${OWNED}?endpoint_id=ann/one,ann/two`]: 'ratbc',
    [`${OWNED}?endpoint_id=ann/two&endpoint_id=ann/one/fast`]: 'rtb',
    [`${OWNED}?endpoint_id=ann/one&status=success`]: 'a',
    [`${OWNED}?endpoint_id=ann/one&status=user_error`]: 'b',
    [`${OWNED}?endpoint_id=ann/one&status=error`]: 'c',
    [`${OWNED}?endpoint_id=ann/one&sort_by=duration`]: 'cba',
    [`${OWNED}?endpoint_id=ann/one&start=2026-01-01`]: 'abce',
    [`${OWNED}?endpoint_id=ann/one&start=2026-01-09T21:00:00Z&end=2026-01-09T23:00:00Z`]: 'bc',
    [`${MADE}?endpoint_id=fal-ai/flux`]: 'mn',
    [`${MADE}?endpoint_id=fal-ai/flux/schnell`]: 'n',
    [`${MADE}?endpoint_id=ann/one`]: '',
  };
  for (const [path, expected] of Object.entries(queries))
    it(`answers “${expected}” to ${path}`, async () => {
      assert.equal(names(await page(path)), expected);
    });

  it('looks 90 days back for one request', async () => {
    assert.equal(names(await page(`${OWNED}?endpoint_id=ann/one&request_id=${idOf('e')}`)), 'e');
    assert.equal(names(await page(`${OWNED}?endpoint_id=ann/two&request_id=${idOf('e')}`)), '');
  });

  it('pages by an opaque cursor without padding', async () => {
    const first = await page(`${OWNED}?endpoint_id=ann/one&limit=2`);
    assert.deepEqual([names(first), first.next_cursor, first.has_more], ['ab', 'Mg', true]);
    const second = await page(`${OWNED}?endpoint_id=ann/one&limit=2&cursor=${String(first.next_cursor)}`);
    assert.deepEqual([names(second), second.next_cursor, second.has_more], ['c', null, false]);
    assert.equal(names(await page(`${OWNED}?endpoint_id=ann/one&limit=2&cursor=Mg==`)), 'c');
  });

  it('sends payloads and billing when asked to, every digit of them', async () => {
    const path = `${OWNED}?endpoint_id=ann/one&request_id=${idOf('c')}`;
    assert.doesNotMatch(await (await ask(fal, path)).text(), /json_|billable/);
    const expanded = await (await ask(fal, `${path}&expand=payloads,billing`)).text();
    assert.match(expanded, /"billable_units":null,"json_output":\{"seed":196619188014358660\}\}\]/);
    assert.doesNotMatch(expanded, /json_input/);
  });

  it('knows no runner and no bill of requests made to others', async () => {
    const { items } = await page(`${MADE}?endpoint_id=fal-ai/flux/dev&expand=payloads`);
    assert.deepEqual(items[0]?.json_input, { prompt: 'cat' });
    assert.equal('runner_id' in items[0], false);
    assert.equal((await ask(fal, `${MADE}?endpoint_id=fal-ai/flux/dev&expand=billing`)).status, 400);
  });

  const wrong: Record<string, readonly [status: number, says: RegExp]> = {
    [OWNED]: [400, /endpoint_id is required/],
    [`${OWNED}?endpoint_id=${'a/b,'.repeat(51)}`]: [400, /endpoint_id/],
    [`${OWNED}?endpoint_id=ann/one&request_id=42`]: [400, /request_id is a UUID/],
    [`${OWNED}?endpoint_id=ann/one&limit=101`]: [400, /limit/],
    [`${OWNED}?endpoint_id=ann/one&status=fine`]: [400, /status is one of success, error, user_error/],
    [`${OWNED}?endpoint_id=ann/one&sort_by=name`]: [400, /sort_by/],
    [`${OWNED}?endpoint_id=ann/one&expand=logs`]: [400, /expand/],
    [`${OWNED}?endpoint_id=ann/one&cursor=page2`]: [400, /cursor/],
    [`${OWNED}?endpoint_id=ann/none`]: [404, /not_found/],
    [`${OWNED}?endpoint_id=fal-ai/flux`]: [403, /Access denied/],
    '/serverless/apps?expand=all': [400, /expand is one of endpoints/],
    '/serverless/nothing': [404, /not_found/],
  };
  for (const [path, [status, says]] of Object.entries(wrong))
    it(`answers ${status} to ${path.slice(0, 80)}`, async () => {
      const response = await ask(fal, path);
      assert.equal(response.status, status);
      assert.match(await response.text(), says);
    });

  const appNames = async (query: string) => {
    const { apps } = (await (await ask(fal, `/serverless/apps${query}`)).json()) as {
      apps: { name: string }[];
    };
    return apps.map(({ name }) => name).join(' ');
  };
  it('lists the apps of one environment, main unless told', async () => {
    assert.equal(await appNames(''), 'one two');
    assert.equal(await appNames('?environment=staging'), 'one--staging');
    assert.equal(await appNames('?search=TW'), 'two');
  });

  it('lists routes when asked to', async () => {
    const text = async (query: string) => (await ask(fal, `/serverless/apps${query}`)).text();
    assert.doesNotMatch(await text(''), /endpoints/);
    assert.match(await text('?expand=endpoints'), /"endpoints":\["ann\/one","ann\/one\/fast"\]/);
  });

  const statusFor = async (key: string, path = '/serverless/apps') => (await ask(fal, path, { key })).status;
  it('lets in known keys only, each as far as it may go', async () => {
    assert.equal(await statusFor(''), 401);
    assert.equal(
      await statusFor('6f1c2a9e-0000-4b58-8e90-5a7b1c2d3e4f:0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4'),
      401,
    );
    assert.equal(await statusFor(POWERLESS_KEY), 403);
    assert.equal(await statusFor(API_PRESET_KEY), 403);
    assert.equal(await statusFor(API_PRESET_KEY, '/serverless/logs/history'), 403);
    assert.equal(await statusFor(API_PRESET_KEY, `${OWNED}?endpoint_id=ann/one`), 200);
  });

  it('writes down what it was asked', async () => {
    await ask(fal, '/serverless/logs/history?app_id=a/b&app_id=c/d&search=caf%C3%A9', {
      body: [{ key: 'k', value: 'v' }],
    });
    const asked = fal.askedFor('logHistory').at(-1);
    assert.deepEqual(asked?.query, { app_id: ['a/b', 'c/d'], search: ['café'] });
    assert.equal(asked.body, '[{"key":"k","value":"v"}]');
    assert.match(asked.headers.authorization ?? '', /^Key /);
    assert.deepEqual([asked.method, asked.path, asked.at], ['POST', '/serverless/logs/history', NOW]);
  });
});
