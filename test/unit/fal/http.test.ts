import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { FetchLike, ResponseLike } from '../../../src/core/fal/http';
import { wishedWaitMs } from '../../../src/core/tail/mending';
import { FAKE_KEY } from '../../fake/keys';
import { clientOn } from '../../support/clientOn';
import { problemOf } from '../../support/problemOf';
import { answer } from './answer';

const URL_ = 'https://fal.example/v1';

/** Answers so, one after the other; the last one for ever. */
function answering(...answers: readonly (() => ResponseLike)[]) {
  const asked: string[] = [];
  const fetch: FetchLike = (url) => {
    const next = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(url);
    return Promise.resolve(next?.() ?? assert.fail('nothing to answer'));
  };
  return { asked, client: clientOn(URL_, { fetch }) };
}

const redirect =
  (location: string, status = 307) =>
  () =>
    answer(status, null, { location });
const apps = () => answer(200, '{"apps":[]}');

describe('a redirect', () => {
  for (const status of [301, 302, 303, 307, 308]) {
    it(`with ${status} is followed within fal’s own origin`, async () => {
      const { asked, client } = answering(redirect('/v2/apps', status), apps);
      assert.deepEqual(await client.listApps(), { items: [] });
      assert.equal(asked[1], 'https://fal.example/v2/apps');
    });
  }

  for (const [what, location, words] of [
    ['to another host', 'https://evil.example/v1', 'a redirect to evil.example, where the key is not sent'],
    [
      'to another port',
      'https://fal.example:8443/v1',
      'a redirect to fal.example:8443, where the key is not sent',
    ],
    ['to plain http', 'http://fal.example/v1', 'a redirect to fal.example, where the key is not sent'],
    ['to nowhere', 'https://', 'a redirect to nowhere'],
    ['without a place', '', 'a redirect to nowhere'],
  ] as const) {
    it(`${what} is refused in words, and nothing is asked there`, async () => {
      const { asked, client } = answering(redirect(location));
      const problem = await problemOf(client.listApps());
      assert.deepEqual(problem, { kind: 'unexpected', place: 'location', what: words });
      assert.equal(asked.length, 1);
    });
  }

  it('that leads on and on is given up', async () => {
    const { asked, client } = answering(redirect('/round'));
    const problem = await problemOf(client.listApps());
    assert.deepEqual(problem, { kind: 'unexpected', place: 'location', what: 'too many redirects' });
    assert.equal(asked.length, 6);
  });

  it('that a browser hides is not asked for again', async () => {
    const { asked, client } = answering(() => answer(0, null));
    const problem = await problemOf(client.deletePayloads('019e6d0a-e5be-7b82-b329-35ae64296902'));
    assert.deepEqual(problem, { kind: 'unexpected', place: 'location', what: 'a redirect to nowhere' });
    assert.equal(asked.length, 1);
  });
});

describe('an answer', () => {
  let clock: FakeTimers.Clock;
  beforeEach(
    () =>
      (clock = FakeTimers.install({
        toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
      })),
  );
  afterEach(() => clock.uninstall());

  const never: FetchLike = (_url, { signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));

  it('that does not come is waited for 30 s', async () => {
    const problem = problemOf(clientOn(URL_, { fetch: never }).listApps());
    await clock.tickAsync(30_000);
    assert.deepEqual(await problem, { kind: 'unreachable', what: 'no answer within 30 s' });
    assert.equal(clock.countTimers(), 0);
  });

  it('that is no longer wanted ends as an abort, whatever reason was given', async () => {
    for (const reason of [new Error('closed'), new DOMException('', 'AbortError')]) {
      const abort = new AbortController();
      const asked = clientOn(URL_, { fetch: never }).listApps({}, abort.signal);
      await clock.tickAsync(10);
      abort.abort(reason);
      await assert.rejects(asked, { name: 'AbortError' });
    }
  });

  for (const [what, body, type, place, words] of [
    ['is empty', '', null, 'body', 'an empty body'],
    ['is blank', ' \n', 'application/json', 'body', 'an empty body'],
    ['is of an unknown type', 'hello', null, 'content-type', '“” in place of JSON'],
    ['is of another type', '"ok"', 'text/plain', 'content-type', '“text/plain” in place of JSON'],
    ['is JSON, but a text', '"ok"', 'application/json; charset=utf-8', 'body', 'not an object'],
    ['is JSON, but nothing', 'null', 'application/problem+json', 'body', 'not an object'],
    ['is called JSON', 'hello', 'application/json', 'body', 'not valid JSON'],
  ] as const) {
    it(`that ${what} is said to be`, async () => {
      const fetch: FetchLike = () => Promise.resolve({ ...answer(200, body), headers: { get: () => type } });
      for (const asked of [clientOn(URL_, { fetch }).listApps(), clientOn(URL_, { fetch }).logHistory({})])
        assert.deepEqual(await problemOf(asked), { kind: 'unexpected', place, what: words });
    });
  }

  it('that names the key in its type hides it', async () => {
    const fetch: FetchLike = () =>
      Promise.resolve(answer(200, 'hello', { 'content-type': `text/${FAKE_KEY.slice(-32)}` }));
    const problem = await problemOf(clientOn(URL_, { fetch }).listApps());
    assert.ok(!JSON.stringify(problem).includes(FAKE_KEY.slice(-32)));
  });

  it('that refuses is no refusal once it is no longer wanted', async () => {
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({ pull: () => abort.abort() });
    const fetch: FetchLike = () => Promise.resolve({ ...answer(400, null), body });
    await assert.rejects(clientOn(URL_, { fetch }).listApps({}, abort.signal), { name: 'AbortError' });
  });

  it('that breaks off while it is no longer wanted ends as an abort', async () => {
    const abort = new AbortController();
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        abort.abort();
        controller.error(new Error('socket hang up'));
      },
    });
    const fetch: FetchLike = () => Promise.resolve({ ...answer(200, null), body });
    await assert.rejects(clientOn(URL_, { fetch }).listApps({}, abort.signal), { name: 'AbortError' });
    const broken = await problemOf(clientOn(URL_, { fetch }).listApps());
    assert.equal(broken.kind, 'unreachable');
  });

  it('that refuses and then breaks off is a refusal all the same', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.error(new Error('gone')),
    });
    const fetch: FetchLike = () => Promise.resolve({ ...answer(400, null), body });
    const problem = await problemOf(clientOn(URL_, { fetch }).listApps());
    const refused = { kind: 'refused', status: 400, falSays: '', falRequestId: undefined, isFals: false };
    assert.deepEqual(problem, refused);
  });

  for (const [status, kind] of [
    [408, 'unreachable'],
    [425, 'unreachable'],
    [429, 'rateLimited'],
    [500, 'unreachable'],
    [599, 'unreachable'],
    [418, 'refused'],
    [401, 'needsKey'],
  ] as const) {
    it(`of ${status} is ${kind}`, async () => {
      const problem = await problemOf(answering(() => answer(status, '{}')).client.listApps());
      assert.equal(problem.kind, kind);
    });
  }

  for (const status of [408, 429, 503]) {
    it(`of ${status} is one to come back to when fal says so`, async () => {
      const busy = () => answer(status, '', { 'retry-after': '120' });
      const problem = await problemOf(answering(busy).client.listApps());
      assert.equal(wishedWaitMs(new FalError(problem)), 120_000);
    });
  }

  it('that is no stream is let go of and named, where a stream was asked for', async () => {
    const { signal } = new AbortController();
    let isLetGo = false;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void (isLetGo = true) });
    for (const [response, words] of [
      [
        { ...answer(200, null, { 'content-type': 'application/json' }), body },
        '“application/json” in place of text/event-stream',
      ],
      [{ ...answer(200, null), headers: { get: () => null } }, '“” in place of text/event-stream'],
      [
        answer(200, null, { 'content-type': 'text/event-stream' }),
        '“text/event-stream” in place of text/event-stream',
      ],
    ] as const) {
      const batches = answering(() => response)
        .client.streamLogs({}, signal)
        [Symbol.asyncIterator]();
      const problem = await problemOf(batches.next());
      assert.deepEqual(problem, { kind: 'unexpected', place: 'content-type', what: words });
      assert.equal(isLetGo, true);
    }
  });
});

describe('a deployment is said to list no apps', () => {
  for (const status of [404, 501]) {
    it(`where fal answers ${status}, and not where a proxy does`, async () => {
      const fals = answering(() => answer(status, '{"error":{"type":"not_found","message":"No route"}}'));
      assert.equal(await fals.client.listApps(), undefined);
      const proxys = answering(() => answer(status, '<title>No such page</title>'));
      const problem = await problemOf(proxys.client.listApps());
      assert.equal(problem.kind === 'refused' && problem.status, status);
    });
  }
});
