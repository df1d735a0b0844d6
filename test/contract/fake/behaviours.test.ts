import assert from 'node:assert/strict';
import { FAKE_KEY, startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import { ask, listen } from './talk';

const ENDPOINT = '/serverless/requests/by-endpoint?endpoint_id=owner/my-app';

describe('behaviours of the fake fal', () => {
  let fal: FakeFal;
  before(async () => {
    fal = await startFakeFal({ data: 'empty', now: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    fal.world.app();
    fal.request();
  });
  after(() => fal.close());
  afterEach(() => fal.behaveWell());

  interface Seen {
    readonly status: number;
    readonly type?: string;
    readonly body: RegExp;
    readonly headers?: Readonly<Record<string, string | null>>;
  }
  const falError = (type: string) => new RegExp(`^\\{"error":\\{"type":"${type}","message":"[^"]+"`);
  const cases: Partial<Record<BehaviourName, Seen>> = {
    '400': { status: 400, body: falError('validation_error') },
    '401': { status: 401, body: /"message":"Authentication required"/ },
    '403': { status: 403, body: /"message":"Access denied"/ },
    '404': { status: 404, body: falError('not_found') },
    '408': { status: 408, body: falError('server_error') },
    '422': { status: 422, body: /^\{"detail":\[\{"loc":\["query","app_id"\]/ },
    '422-text': { status: 422, body: /^\{"detail":"Label filter is not valid"\}$/ },
    '429': { status: 429, body: falError('rate_limited'), headers: { 'retry-after': null } },
    '429-seconds': { status: 429, body: falError('rate_limited'), headers: { 'retry-after': '7' } },
    '429-date': { status: 429, body: /./, headers: { 'retry-after': 'Fri, 02 Jan 2026 03:04:12 GMT' } },
    '500': { status: 500, body: falError('server_error') },
    '500-empty': { status: 500, body: /^$/ },
    '501': { status: 501, body: falError('not_implemented') },
    '502': { status: 502, body: falError('server_error') },
    '503': { status: 503, body: falError('server_error') },
    '503-seconds': { status: 503, body: /./, headers: { 'retry-after': '7' } },
    '504': { status: 504, body: falError('server_error') },
    html: { status: 200, type: 'text/html; charset=utf-8', body: /^<!doctype html>/ },
    'html-502': { status: 502, type: 'text/html; charset=utf-8', body: /Bad gateway/ },
    empty: { status: 200, body: /^$/ },
    'wrong-type': { status: 200, type: 'text/plain', body: /^\{"items":\[\{/ },
    'invalid-json': { status: 200, body: /,\]$/ },
    'not-an-object': { status: 200, body: /^"ok"$/ },
    'missing-field': { status: 200, body: /^(?!.*"request_id").*"sent_at"/ },
    'wrong-field-type': { status: 200, body: /"request_id":42/ },
    'extra-fields': { status: 200, body: /"request_id":"[^"]+".*"region":"eu-north".*"total":3/ },
    'unknown-members': { status: 200, body: /"status_code":207/ },
    'redirect-same': { status: 200, body: /"request_id"/ },
  };
  for (const [name, seen] of Object.entries(cases)) {
    it(`${name}: ${seen.status} ${seen.body.source}`, async () => {
      const response = await ask(fal, ENDPOINT, { base: fal.urlThat(name) });
      assert.equal(response.status, seen.status);
      assert.equal(response.headers.get('content-type'), seen.type ?? 'application/json');
      for (const [header, value] of Object.entries(seen.headers ?? {}))
        assert.equal(response.headers.get(header), value);
      assert.match(await response.text(), seen.body);
    });
  }

  it('spoils a stream as it spoils a list', async () => {
    fal.log({ message: 'one' });
    const stream = async (name: string) => {
      const response = await ask(fal, '/serverless/logs/stream', { base: fal.urlThat(name) });
      const { text } = await listen(response, (heard) => heard.includes('\n\n'));
      return `${String(response.headers.get('content-type'))} ${text}`;
    };
    assert.match(await stream('html'), /^text\/html.*<!doctype/);
    assert.match(await stream('empty'), /^application\/json $/);
    assert.match(await stream('wrong-type'), /^text\/plain \{"items"/);
    assert.match(await stream('missing-field'), /^text\/event-stream.*data: \{"level":"info"/);
    assert.match(await stream('unknown-members'), /"level":"NOTICE"/);
  });

  it('resets the connection, before an answer or in its middle', async () => {
    await assert.rejects(ask(fal, ENDPOINT, { base: fal.urlThat('reset') }), /fetch failed/);
    const cut = await ask(fal, ENDPOINT, { base: fal.urlThat('cut') });
    assert.equal(cut.status, 200);
    assert.equal((await listen(cut)).end, 'broken');
  });

  it('redirects to another host, where it is written down whether the key came along', async () => {
    const response = await ask(fal, ENDPOINT, { base: fal.urlThat('redirect-other') });
    assert.equal((await response.text()).includes('my-app'), false);
    assert.notEqual(new URL(response.url).origin, fal.origin);
    const [first] = fal.askedElsewhere;
    assert.equal(first?.headers.authorization, undefined);
    await fetch(response.url, { headers: { authorization: `Key ${FAKE_KEY}` } });
    assert.equal(fal.askedElsewhere[1]?.headers.authorization, `Key ${FAKE_KEY}`);
  });

  it('holds an answer until it is told to go on', async () => {
    fal.behave('ownedRequests', 'held');
    let isAnswered = false;
    const answer = ask(fal, ENDPOINT).finally(() => (isAnswered = true));
    await fal.untilAsked(fal.asked.length + 1);
    await ask(fal, '/serverless/apps');
    assert.equal(isAnswered, false);
    fal.release();
    assert.equal((await answer).status, 200);
  });

  it('says half of an answer, and the rest when it is told to go on', async () => {
    fal.behave('ownedRequests', 'held-halfway');
    const { body } = await ask(fal, ENDPOINT);
    const pieces: string[] = [];
    for await (const bytes of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
      pieces.push(new TextDecoder().decode(bytes));
      fal.release();
    }
    assert.throws(() => JSON.parse(pieces[0] ?? ''));
    JSON.parse(pieces.join(''));
  });

  it('is slow by the time that is asked for', async () => {
    fal.behave('any', { delayMs: 25 });
    const start = performance.now();
    await ask(fal, ENDPOINT);
    assert.ok(performance.now() - start >= 24);
  });

  const statusOf = async (path = ENDPOINT) => (await ask(fal, path)).status;

  it('takes behaviours from a queue, then is good again', async () => {
    fal.behave('ownedRequests', '500', { instead: { status: 418, body: '{}' } });
    assert.equal(await statusOf('/serverless/apps'), 200);
    assert.deepEqual([await statusOf(), await statusOf(), await statusOf()], [500, 418, 200]);
  });

  it('keeps to a standing behaviour, a queue first, until it is told to behave well', async () => {
    fal.behaveAlways('any', '403');
    fal.behave('any', '429');
    assert.deepEqual(
      [await statusOf(), await statusOf(), await statusOf('/serverless/apps')],
      [429, 403, 403],
    );
    fal.behaveWell();
    assert.equal(await statusOf(), 200);
  });

  it('chooses by what was asked', async () => {
    fal.behaveAlways('ownedRequests', ({ query }) => (query.limit?.[0] === '3' ? '500' : undefined));
    assert.deepEqual([await statusOf(`${ENDPOINT}&limit=3`), await statusOf()], [500, 200]);
  });

  it('says where to look when a path names a behaviour that there is not', async () => {
    const response = await ask(fal, ENDPOINT, { base: fal.urlThat('crlf', 'tired') });
    assert.equal(response.status, 404);
    assert.match(await response.text(), /\/fake/);
  });
});
