import assert from 'node:assert/strict';
import { startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import {
  answerFollowsSpec,
  entryFollowsSpec,
  isSpecThere,
  requestFollowsSpec,
  SPEC_PATH,
} from '../../fake/spec';
import { ask, dataOf, listen } from './talk';

const OWNED = '/serverless/requests/by-endpoint';
const MADE = '/models/requests/by-endpoint';
const ANALYTICS =
  '/serverless/analytics?endpoint_id=scope-demo/portrait-studio&expand=summary&expand=request_count';
/** Of no request that is seeded: a new one is made for it. */
const DELETED = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';
const PAYLOADS = `/models/requests/${DELETED}/payloads`;

describe(`contract of the fake fal with ${isSpecThere() ? 'fal’s OpenAPI document' : `${SPEC_PATH}, which is absent`}`, () => {
  let fal: FakeFal;
  before(async function () {
    fal = await startFakeFal();
    fal.request({ requestId: DELETED, output: '{"url":"https://v3.fal.media/files/a/b.png"}' });
    if (!isSpecThere()) this.skip();
  });
  after(() => fal.close());

  const problemsWith = async (path: string, base?: string, key?: string): Promise<readonly string[]> => {
    const [, verb, rest] = /^(DELETE) (.*)$/.exec(path) ?? [];
    const method = verb === 'DELETE' ? verb : undefined;
    const response = await ask(fal, rest ?? path, { base, key, method });
    const question = fal.asked.at(-1) ?? assert.fail();
    const contentType = response.headers.get('content-type') ?? '';
    return answerFollowsSpec(question, { status: response.status, contentType, body: await response.text() });
  };

  const goodQuestions = [
    '/serverless/apps',
    '/serverless/apps?expand=endpoints&environment=staging',
    '/serverless/logs/history?limit=1000&traceback=true',
    '/serverless/logs/history?app_id=scope-demo/clip-maker&level=debug&start=2020-01-01',
    `${OWNED}?endpoint_id=scope-demo/voice-notes&limit=100&expand=payloads,billing&start=2020-01-01`,
    `${OWNED}?endpoint_id=scope-demo/portrait-studio,scope-demo/clip-maker&sort_by=duration&limit=100`,
    `${OWNED}?endpoint_id=scope-demo/untouched`,
    `${MADE}?endpoint_id=fal-ai/flux/dev&endpoint_id=fal-ai/whisper&expand=payloads`,
    '/models/requests/search?limit=20',
    `${ANALYTICS}&expand=error_count&expand=p50_duration&start=2020-01-01&bound_to_timeframe=false`,
    `${ANALYTICS}&endpoint_id=scope-demo/untouched`,
    '/serverless/apps/scope-demo/clip-maker/queue',
    `DELETE ${PAYLOADS}`,
  ];
  for (const path of goodQuestions)
    it(`answers ${path} as documented, to a question as documented`, async () => {
      assert.deepEqual(await problemsWith(path), []);
      assert.deepEqual(requestFollowsSpec(fal.asked.at(-1) ?? assert.fail()), []);
    });

  const stillDocumented: Record<string, readonly BehaviourName[]> = {
    '/serverless/apps': ['400', '401', '403', '429', '429-seconds', '500', 'redirect-same'],
    '/serverless/logs/history': ['401', '429', '500', 'naive', 'upper-case', 'lagging', 'cursor-inclusive'],
    '/serverless/logs/stream': ['401', '429', '500'],
    [`${OWNED}?endpoint_id=scope-demo/clip-maker`]: [
      '400',
      '401',
      '403',
      '404',
      '429-date',
      '500',
      'extra-fields',
    ],
    '/models/requests/search': ['400', '401', '403', '429', '500', 'extra-fields'],
    [ANALYTICS]: ['400', '401', '403', '404', '429', '500'],
    '/serverless/apps/scope-demo/clip-maker/queue': ['401', '403', '404', '429', '500'],
    [`DELETE ${PAYLOADS}`]: ['400', '401', '403', '404', '429', '500'],
    [`${MADE}?endpoint_id=fal-ai/flux/dev`]: ['400', '401', '403', '404', '429', '500', 'extra-fields'],
  };
  for (const [path, names] of Object.entries(stillDocumented))
    it(`keeps to the document at ${path} with ${names.join(', ')}`, async () => {
      for (const name of names) assert.deepEqual(await problemsWith(path, fal.urlThat(name)), [], name);
    });

  it('refuses wrong questions in the documented form', async () => {
    assert.deepEqual(await problemsWith(`${OWNED}?endpoint_id=scope-demo/clip-maker&request_id=42`), []);
    assert.deepEqual(await problemsWith(`${OWNED}?endpoint_id=fal-ai/flux`), []);
    assert.deepEqual(await problemsWith(`${OWNED}?endpoint_id=scope-demo/none`), []);
    assert.deepEqual(await problemsWith('/serverless/apps', undefined, 'no:key'), []);
  });

  const undocumented: Partial<Record<BehaviourName, RegExp>> = {
    'missing-field': /body\/items\/0 must have required property 'request_id'/,
    'wrong-field-type': /body\/items\/0\/request_id must be string/,
    '503': /status 503 is not documented/,
    html: /content type text\/html is not documented/,
  };
  for (const [name, problem] of Object.entries(undocumented))
    it(`is told that ${name} is not documented`, async () => {
      const problems = await problemsWith(`${OWNED}?endpoint_id=scope-demo/clip-maker`, fal.urlThat(name));
      assert.match(problems.join('\n'), problem);
    });

  it('streams what history would list', async () => {
    const end = new Date().toISOString();
    const response = await ask(fal, `/serverless/logs/stream?traceback=true&end=${end}`);
    assert.equal(response.headers.get('content-type')?.startsWith('text/event-stream'), true);
    const { text } = await listen(response);
    const entries = dataOf(text).map((data): unknown => JSON.parse(data));
    assert.ok(entries.length > 100);
    assert.deepEqual(entries.flatMap(entryFollowsSpec), []);
    assert.deepEqual(requestFollowsSpec(fal.asked.at(-1) ?? assert.fail()), []);
  });
});

describe('requestFollowsSpec', () => {
  before(function () {
    if (!isSpecThere()) this.skip();
  });

  const KEY = { authorization: 'Key id:secret' };
  const JSON_KEY = { ...KEY, 'content-type': 'application/json' };
  const question = { method: 'GET', path: OWNED, query: { endpoint_id: ['a/b'] }, headers: KEY, body: '' };
  const history = {
    method: 'POST',
    path: '/serverless/logs/history',
    query: {},
    headers: JSON_KEY,
    body: '[]',
  };
  type Wrong = readonly [what: string, asked: Parameters<typeof requestFollowsSpec>[0], problem: RegExp];
  const with_ = (query: Record<string, string[]>) => ({
    ...question,
    query: { ...question.query, ...query },
  });

  it('finds nothing in good questions', () => {
    const all = {
      limit: ['100'],
      cursor: ['Mg'],
      start: ['2026-01-01'],
      end: ['2026-01-01T00:00:00Z'],
      status: ['error'],
    };
    const more = {
      request_id: ['019e6d0a-e5be-7b82-b329-35ae64296902'],
      expand: ['payloads,billing'],
      sort_by: ['duration'],
    };
    assert.deepEqual(requestFollowsSpec(with_({ ...all, ...more, endpoint_id: ['a/b', 'c/d'] })), []);
    const body = '[{"key":"a","value":["b"],"condition_type":"not_in"}]';
    assert.deepEqual(
      requestFollowsSpec({ ...history, query: { traceback: ['true'], app_id: ['a/b'] }, body }),
      [],
    );
    assert.deepEqual(requestFollowsSpec({ ...history, headers: KEY, body: '' }), []);
  });

  const wrong: readonly Wrong[] = [
    [
      'an unknown path',
      { ...question, path: '/serverless/logs' },
      /GET \/serverless\/logs is not documented/,
    ],
    ['a wrong method', { ...question, method: 'POST' }, /POST .* is not documented/],
    ['no key', { ...question, headers: {} }, /header authorization/],
    [
      'a bearer token',
      { ...question, headers: { authorization: 'Bearer id:secret' } },
      /header authorization/,
    ],
    ['a missing parameter', { ...question, query: {} }, /query endpoint_id is required/],
    ['an unknown parameter', with_({ page: ['2'] }), /query page is not documented/],
    ['a limit too high', with_({ limit: ['101'] }), /query limit must be <= 100/],
    ['a limit in words', with_({ limit: ['many'] }), /query limit must be integer/],
    ['an unknown status', with_({ status: ['failed'] }), /query status must be equal to one of/],
    ['a request id that is none', with_({ request_id: ['42'] }), /query request_id must match format "uuid"/],
    ['a local time', with_({ start: ['2026-01-01T00:00:00'] }), /query start must match/],
    ['a repeated single', with_({ limit: ['1', '2'] }), /query limit is given 2 times/],
    ['an empty item', with_({ endpoint_id: ['a/b,'] }), /query endpoint_id has an empty value/],
    ['a body on GET', { ...question, body: '{}' }, /body is not documented/],
    [
      'a boolean in words',
      { ...history, query: { traceback: ['yes'] } },
      /query traceback must be boolean,null/,
    ],
    [
      'a run source of the other name',
      { ...history, query: { run_source: ['run'] } },
      /run_source must be equal/,
    ],
    ['a body that is no array', { ...history, body: '{}' }, /body must be array/],
    [
      'a filter without value',
      { ...history, body: '[{"key":"a"}]' },
      /body\/0 must have required property 'value'/,
    ],
    [
      'a filter with more',
      { ...history, body: '[{"key":"a","value":"b","op":1}]' },
      /NOT have additional.*op/,
    ],
    [
      'an unknown condition',
      { ...history, body: '[{"key":"a","value":"b","condition_type":"like"}]' },
      /condition_type/,
    ],
    ['a body that is not JSON', { ...history, body: '[' }, /body is not JSON/],
    ['a body without its type', { ...history, headers: KEY }, /header content-type/],
  ];
  for (const [what, asked, problem] of wrong)
    it(`finds ${what}`, () => {
      assert.match(requestFollowsSpec(asked).join('\n'), problem);
    });
});
