import assert from 'node:assert/strict';
import { isAbort } from '../../../src/core/base/errors';
import { describeProblem } from '../../../src/core/fal/errors';
import { startFakeFal, FAKE_KEY, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import { clientOn } from '../../support/clientOn';
import { problemOf } from '../../support/problemOf';
import { holdToSpec } from '../holdToSpec';

describe('what can go wrong with fal', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  before(async () => {
    fal = await startFakeFal({ data: 'empty' });
    fal.world.app();
  });
  after(() => fal.close());

  /** What a person reads when listing the apps meets a behaviour. */
  const read = async (behaviour: BehaviourName, key = FAKE_KEY): Promise<string> => {
    const problem = await problemOf(clientOn(fal.urlThat(behaviour), { key }).listApps());
    return `${problem.kind}: ${describeProblem(problem).message}`;
  };

  const CASES: readonly (readonly [BehaviourName, RegExp])[] = [
    ['400', /^refused: fal refused the question \(400\)\. Check the filter, .*\. fal says: “.+”/],
    [
      '401',
      /^needsKey: fal does not accept this API key\. Set another one\. fal says: “Authentication required”/,
    ],
    ['403', /^refused: .*Read-only or Full can, and legacy Admin keys.*“Access denied”/],
    ['408', /^unreachable: fal has trouble: it answered 408\. Try again/],
    ['422', /^refused: .*\(422\).*“query\.app_id: Input should be a valid string”/],
    ['422-text', /^refused: .*“Label filter is not valid”/],
    ['429', /^rateLimited: .*Try again in a minute\./],
    ['429-seconds', /^rateLimited: .*Try again in 7 s\./],
    ['429-date', /^rateLimited: .*Try again in [67] s\./],
    ['500', /^unreachable: .*answered 500.*“An unexpected error occurred”/],
    ['500-empty', /^unreachable: fal has trouble: it answered 500\. Try again in a moment\.$/],
    ['502', /^unreachable: .*502/],
    ['html-502', /^unreachable: .*502.*“502: BAD_GATEWAY”/],
    ['503', /^unreachable: .*503/],
    ['504', /^unreachable: .*504/],
    ['html', /^unexpected: .*\(content-type: “text\/html.*” in place of JSON\).*fal\.apiUrl/],
    ['empty', /^unexpected: .*\(body: an empty body\)/],
    ['invalid-json', /^unexpected: .*\(body: not valid JSON\)/],
    ['not-an-object', /^unexpected: .*\(body: not an object\)/],
    ['missing-field', /^unexpected: .*\(apps\.0\.endpoint_id: missing\)/],
    ['wrong-field-type', /^unexpected: .*\(apps\.0\.endpoint_id: expected string\)/],
    ['reset', /^unreachable: fal cannot be reached: .*(ECONNRESET|socket|closed).*Check the network/],
    ['cut', /^unreachable: fal cannot be reached: /],
    ['redirect-other', /^unexpected: .*a redirect to 127\.0\.0\.1:\d+, where the key is not sent/],
  ];
  for (const [behaviour, words] of CASES) {
    it(`says what to do after ${behaviour}`, async () => {
      assert.match(await read(behaviour), words);
    });
  }

  for (const behaviour of ['extra-fields', 'unknown-members', 'wrong-type', 'redirect-same'] as const) {
    it(`takes an answer with ${behaviour}`, async () => {
      assert.equal((await clientOn(fal.urlThat(behaviour)).listApps())?.items.length, 1);
    });
  }

  it('never takes the key to another host', async () => {
    await read('redirect-other');
    assert.deepEqual(fal.askedElsewhere, []);
  });

  it('asks nothing without a key', async () => {
    const before = fal.asked.length;
    const problem = await problemOf(clientOn(fal.url, { key: undefined }).listApps());
    assert.deepEqual(problem, { kind: 'needsKey', reason: 'none' });
    assert.equal(fal.asked.length, before);
  });

  it('says that the network is to be checked when nobody listens', async () => {
    const gone = await startFakeFal({ data: 'empty' });
    await gone.close();
    const problem = await problemOf(clientOn(gone.url).listApps());
    assert.match(describeProblem(problem).message, /cannot be reached: .*ECONNREFUSED.*Check the network/);
  });

  it('says so when the name is not known, and when TLS fails', async () => {
    const messageAt = async (url: string): Promise<string> =>
      describeProblem(await problemOf(clientOn(url).listApps())).message;
    assert.match(await messageAt('https://fal.invalid/v1'), /cannot be reached: .*(ENOTFOUND|EAI_AGAIN)/);
    // A server that answers TLS in plain HTTP.
    assert.match(
      await messageAt(fal.url.replace('http:', 'https:')),
      /cannot be reached: .*(SSL|wrong version)/,
    );
  });

  it('hides a key that an answer echoes', async () => {
    fal.behave('listApps', { instead: { status: 400, body: `{"detail":"bad header Key ${FAKE_KEY}"}` } });
    const problem = await problemOf(clientOn(fal.url).listApps());
    const words = describeProblem(problem).message;
    assert.match(words, /bad header/);
    assert.ok(!words.includes(FAKE_KEY.slice(-32)), words);
  });

  it('lets an abort be an abort', async () => {
    const abort = new AbortController();
    const asked = clientOn(fal.urlThat('held')).listApps({}, abort.signal);
    const count = fal.asked.length;
    await fal.untilAsked(count + 1);
    abort.abort();
    await assert.rejects(asked, isAbort);
  });

  for (const setting of [
    'ftp://api.fal.ai',
    'http://api.fal.ai/v1',
    'http://localhost.evil.com',
    'nonsense',
    '',
    'https://user:pw@fal.ai',
  ]) {
    it(`refuses to send the key to “${setting}”`, async () => {
      const problem = await problemOf(clientOn(setting).listApps());
      assert.match(
        describeProblem(problem).message,
        /^The setting fal\.apiUrl cannot be used\. It takes an https/,
      );
    });
  }
});
