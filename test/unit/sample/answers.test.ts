import assert from 'node:assert/strict';
import { answerFrom } from '../../../src/core/sample/sampleFetch';
import { World, type LogDraft } from '../../../src/core/sample/world';

const NOW = Date.UTC(2026, 2, 14, 15);
const at = (second: number) => new Date(NOW - 60_000 + second * 1000).toISOString();

describe('a made-up fal', () => {
  let world: World;
  beforeEach(() => {
    world = new World(() => NOW);
    world.app({ owner: 'ann', name: 'one', endpoints: ['ann/one', 'ann/one/fast'] });
  });

  const ask = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: string) => {
    const { signal } = new AbortController();
    const url = `https://sample.invalid/v1${path}`;
    const answer = await answerFrom(world)(url, { method, headers: {}, redirect: 'manual', signal, body });
    const text = await new Response(answer.body as never).text();
    return { status: answer.status, headers: answer.headers, text, said: JSON.parse(text) as unknown };
  };
  const messages = async (query: string, body?: string) => {
    const { said } = await ask('POST', `/serverless/logs/history?${query}`, body);
    const { items } = said as { items: { message: string }[] };
    return items.map(({ message }) => message).join(' ');
  };
  const log = (...drafts: LogDraft[]) => world.log(...drafts);

  it('knows no other question, and gives no other header than the type', async () => {
    const { status, headers } = await ask('GET', '/serverless/nothing');
    assert.equal(status, 404);
    assert.equal(headers.get('Content-Type'), 'application/json');
    assert.equal(headers.get('retry-after'), null);
  });

  it('breaks where its own data do, rather than to refuse', async () => {
    world.request({ output: () => assert.fail('broken') });
    await assert.rejects(ask('GET', '/serverless/requests/by-endpoint?endpoint_id=ann/one&expand=payloads'), {
      message: 'broken',
    });
  });

  for (const [what, body, says] of [
    ['is no JSON', '[', /is not JSON/],
    ['is no list', '{}', /is an array of label filters/],
    ['holds no filters', '[1]', /holds label filters/],
    ['holds nothing', '[null]', /holds label filters/],
    ['has a filter without a key', '[{"value":"x"}]', /without key/],
    ['has a filter without a value', '[{"key":"x"}]', /value that is no string/],
    ['has a field that nobody knows', '[{"key":"x","value":"y","op":1}]', /unknown field op/],
    ['has an unknown condition', '[{"key":"x","value":"y","condition_type":"like"}]', /condition_type/],
  ] as const) {
    it(`refuses a body that ${what}`, async () => {
      const { status, text } = await ask('POST', '/serverless/logs/history', body);
      assert.equal(status, 400);
      assert.match(text, says);
    });
  }

  it('takes a level that it does not know for info', async () => {
    log({ message: 'odd', level: 'notice' }, { message: 'fine', level: 'debug' });
    assert.equal(await messages('level=info'), 'odd');
    assert.equal(await messages('level=warning'), '');
  });

  it('finds lines by labels, those without the label too', async () => {
    log({ message: 'bare' }, { message: 'gpu', labels: { kind: 'gpu' } });
    assert.equal(await messages('', '[{"key":"kind","value":["gpu"],"condition_type":"in"}]'), 'gpu');
    assert.equal(await messages('', '[{"key":"kind","value":"gpu","condition_type":"not_equals"}]'), 'bare');
  });

  it('cuts no instant in two between pages, but where one fills a page', async () => {
    log(...[1, 2, 2, 2].map((second, index) => ({ timestamp: at(second), message: `m${index}` })));
    assert.equal(await messages('limit=2'), 'm3 m2');
    log({ timestamp: at(3), message: 'm4' });
    assert.equal(await messages('limit=2'), 'm4');
  });

  it('keeps a line whose time makes no sense as one of now', async () => {
    log({ timestamp: at(1), message: 'first' }, { timestamp: '2026-13-45T00:00:00Z', message: 'odd' });
    assert.equal(await messages(''), 'odd first');
  });

  it('streams what is asked for and nothing else', async () => {
    log(
      { timestamp: at(1), message: 'before' },
      { timestamp: at(3), message: 'wanted' },
      { timestamp: at(4), message: 'other', app: 'ann-two' },
    );
    const abort = new AbortController();
    const url = `https://sample.invalid/v1/serverless/logs/stream?start=${at(2)}&app_id=ann/one`;
    const stop = { method: 'POST', headers: {}, redirect: 'manual', signal: abort.signal } as const;
    const { body } = await answerFrom(world)(url, stop);
    const reader = (body ?? assert.fail()).getReader();
    const next = async () => new TextDecoder().decode((await reader.read()).value);
    assert.match(await next(), /"wanted"/);
    log({ message: 'elsewhere', app: 'ann-two' }, { message: 'here' });
    assert.match(await next(), /"here"/);
    await reader.cancel();
  });

  it('deletes payloads, also of a request without an output or with one that is not kept', async () => {
    const outputs = [undefined, () => '"https://x.y/files/a.png"'];
    for (const output of outputs) {
      const { requestId } = world.request({ input: '1', output });
      const { said } = await ask('DELETE', `/models/requests/${requestId}/payloads`);
      const { cdn_delete_results: deleted } = said as { cdn_delete_results: unknown[] };
      assert.equal(deleted.length, output === undefined ? 0 : 1);
      assert.equal(world.requests.at(-1)?.input, undefined);
    }
  });

  it('sums up a route that is asked for by itself', async () => {
    world.request({ endpointId: 'ann/one' });
    world.request({ endpointId: 'ann/one/fast' });
    const path = '/serverless/analytics?expand=summary,request_count&endpoint_id=';
    const countOf = async (id: string) =>
      ((await ask('GET', path + id)).said as { summary: { request_count: number }[] }).summary.length;
    assert.deepEqual([await countOf('ann/one'), await countOf('ann/one/fast')], [2, 1]);
  });

  it('names no request about what it does not have', () =>
    assert.throws(() => world.requestAbout('flying'), /no request about flying/));
});
