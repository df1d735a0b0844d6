import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { FalRequest, Page, RequestQuery } from '../../../src/core/fal/types';
import { dashboardUrl } from '../../../src/core/requests/dashboard';
import { readEndpointId } from '../../../src/core/requests/endpointId';
import type { RequestNodeRef } from '../../../src/core/requests/nodeRef';
import { findRequest } from '../../../src/core/requests/findRequest';
import { nextFailed } from '../../../src/core/requests/nextFailed';
import { extractEndpointId, extractRequestId } from '../../../src/core/requests/requestId';
import { runnerFilterOf } from '../../../src/core/requests/tailFilter';
import { Explorer } from './explorer';
import { app, request, SmallFal } from './smallFal';

const V4 = '6f1c2a9e-3d47-4b58-8e90-5a7b1c2d3e4f';
const V7 = '019e6d0a-e5be-7b82-b329-35ae64296902';

describe('a request’s id', () => {
  const texts: readonly (readonly [string, string | undefined])[] = [
    [V4, V4],
    [V7.toUpperCase(), V7],
    [`  ${V7}\n`, V7],
    [`https://queue.fal.run/fal-ai/flux/requests/${V7}/status?logs=1`, V7],
    [`https://fal.ai/dashboard/requests?requestId=${V4}`, V4],
    [`https://fal.ai/dashboard/apps/${V4}/requests/${V7}`, V7],
    [`{"fal_job_id": "${V4}", "fal_request_id": "${V7}"}`, V7],
    [`runner=${V4} request_id=${V7} took 3 s`, V7],
    [`x-fal-request-id: ${V7}`, V7],
    [`gateway_request_id=${V4} request_id=${V7}`, V7],
    [`{"gatewayRequestId":"${V4}","requestId":"${V7}"}`, V7],
    [`gateway_request_id=${V7}`, V7],
    ['6f1c2a9e-3d47-4b58-8e90', undefined],
    ['', undefined],
  ];
  for (const [text, expected] of texts) {
    it(`in “${text.trim().slice(0, 60)}”`, () => assert.equal(extractRequestId(text), expected));
  }

  it('stands beside its endpoint in a queue’s address', () => {
    assert.equal(extractEndpointId(`https://queue.fal.run/fal-ai/flux/requests/${V7}/status`), 'fal-ai/flux');
    assert.equal(extractEndpointId(V7), undefined);
  });
});

describe('an endpoint’s id', () => {
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['fal-ai/flux/dev', 'fal-ai/flux/dev'],
    [' acme/shop ', 'acme/shop'],
    ['https://fal.ai/models/fal-ai/flux/dev/api?x=1', 'fal-ai/flux/dev'],
    ['https://fal.ai/models/fal-ai/flux/dev/', 'fal-ai/flux/dev'],
    ['https://fal.run/acme/shop/turbo', 'acme/shop/turbo'],
    ['https://queue.fal.run/acme/shop/requests/7/status?logs=1', 'acme/shop'],
    ['acme/api', 'acme/api'],
    ['acme/svc/api', 'acme/svc/api'],
    ['acme/examples/', 'acme/examples'],
    ['acme/requests/turbo', 'acme/requests/turbo'],
    ['models/playground', 'models/playground'],
    ['https://fal.run/acme/svc/api', 'acme/svc/api'],
    ['https://fal.ai/models/acme/svc/examples#top', 'acme/svc'],
    ['https://fal.ai/models/acme/api', 'acme/api'],
    ['https://fal.ai/models/acme/api/api', 'acme/api'],
    ['https://example.com/a/b', undefined],
    ['shop', undefined],
    ['a/b,c/d', undefined],
    ['a/b c', undefined],
  ];
  for (const [text, expected] of texts) {
    it(`in “${text}”`, () => assert.equal(readEndpointId(text), expected));
  }
});

describe('finding where a request ran', () => {
  const asked: RequestQuery[] = [];
  beforeEach(() => void (asked.length = 0));

  /** fal, where the request ran at `at`; `refused` endpoints spoil every question that names them. */
  const client = (
    at: string | undefined,
    refused: readonly string[] = [],
    newest: readonly string[] = [],
  ) => ({
    listRequests: (query: RequestQuery): Promise<Page<FalRequest>> => {
      asked.push(query);
      if (query.endpointId.some((id) => refused.includes(id)))
        return Promise.reject(new FalError({ kind: 'refused', status: 403, falSays: 'no' }));
      const isThere = at !== undefined && query.endpointId.includes(at);
      return Promise.resolve({ items: isThere ? [request(V7, at, '2026-03-14T13:00:00Z')] : [] });
    },
    listMadeRequests: () =>
      Promise.resolve(newest.map((id, index) => request(`other-${index}`, id, '2026-03-14T13:00:00Z'))),
  });
  const many = (count: number): string[] => Array.from({ length: count }, (_, index) => `acme/app-${index}`);

  it('asks in groups of fifty, by the id alone, and stops where it is', async () => {
    const found = await findRequest(client('acme/app-70'), V7, { owned: many(130), made: ['fal-ai/flux'] });
    assert.deepEqual(found, {
      found: { requestId: V7, endpointId: 'acme/app-70', source: 'owned' },
      refused: [],
    });
    assert.deepEqual(
      asked.map(({ endpointId, requestId, start }) => [endpointId.length, requestId, start]),
      [
        [50, V7, undefined],
        [50, V7, undefined],
      ],
    );
  });

  it('is not misled by one endpoint that it may not read', async () => {
    const { found } = await findRequest(client('acme/app-40', ['acme/app-3']), V7, {
      owned: many(50),
      made: [],
    });
    assert.equal(found?.endpointId, 'acme/app-40');
    assert.ok(asked.length < 14, `${asked.length} questions`);
  });

  it('looks at endpoints that this key called of late, though nobody named them', async () => {
    const { found } = await findRequest(client('bria/fibo', [], ['fal-ai/flux', 'bria/fibo']), V7, {
      owned: ['acme/app'],
      made: ['fal-ai/flux'],
    });
    assert.deepEqual(found, { requestId: V7, endpointId: 'bria/fibo', source: 'made' });
    assert.deepEqual(asked.at(-1)?.endpointId, ['bria/fibo']);
  });

  it('finds nothing where fal does not tell which endpoints were called of late', async () => {
    const silent = (error: Error) => ({
      ...client(undefined),
      listMadeRequests: () => Promise.reject(error),
    });
    const places = { owned: ['acme/app'], made: [] };
    const refusal = new FalError({ kind: 'refused', status: 403, falSays: 'no' });
    assert.deepEqual(await findRequest(silent(refusal), V7, places), { found: undefined, refused: [] });
    const stopped = new DOMException('stopped', 'AbortError');
    await assert.rejects(findRequest(silent(stopped), V7, places), { name: 'AbortError' });
  });

  it('finds nothing where it is nowhere, and asks nothing without a place', async () => {
    const nothing = { found: undefined, refused: [] };
    assert.deepEqual(await findRequest(client(undefined), V7, { owned: many(2), made: [] }), nothing);
    assert.deepEqual(await findRequest(client(undefined), V7, { owned: [], made: [] }), nothing);
    assert.equal(asked.length, 1);
  });

  /** fal, where the public model refuses its owner’s question. */
  const publicModel = {
    ...client(undefined),
    listRequests: (query: RequestQuery): Promise<Page<FalRequest>> =>
      client('fal-ai/flux', query.source === 'owned' ? ['fal-ai/flux'] : []).listRequests(query),
  };

  it('asks the endpoint that was named beside it first, and alone', async () => {
    const places = { named: 'fal-ai/flux', owned: many(50), made: [] };
    const { found, refused } = await findRequest(publicModel, V7, places);
    assert.deepEqual([found?.endpointId, found?.source, refused], ['fal-ai/flux', 'made', []]);
    assert.deepEqual(
      asked.map(({ source, endpointId }) => `${source} ${endpointId.join()}`),
      ['owned fal-ai/flux', 'made fal-ai/flux'],
    );
  });

  it('tells where it could not look, though others answered', async () => {
    const places = { owned: ['acme/a', 'acme/locked'], made: ['fal-ai/flux'] };
    const { found, refused } = await findRequest(client(undefined, ['acme/locked']), V7, places);
    assert.deepEqual([found, refused], [undefined, ['acme/locked']]);
  });

  it('says no where every place does, soon', async () => {
    await assert.rejects(
      findRequest(client(undefined, many(200)), V7, { owned: many(200), made: [] }),
      (error) => error instanceof FalError && error.problem.kind === 'refused',
    );
    assert.ok(asked.length < 40, `${asked.length} questions`);
  });
});

describe('walking the failures', () => {
  it('goes from one to the next over all that is open, and begins anew at the end', async () => {
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app('acme/a'), app('acme/b')];
    const failing = (id: string, at: string, statusCode: number) =>
      request(id, at, '2026-03-14T13:00:00Z', { statusCode });
    fal.record('owned acme/a', failing('1', 'acme/a', 200), failing('2', 'acme/a', 422));
    fal.record('owned acme/b', failing('3', 'acme/b', 504), failing('4', 'acme/b', 200));
    const { tree } = await new Explorer(fal).openAll();
    const hasFailed = (ref: { requestId: string }) => ['2', '3'].includes(ref.requestId);
    const first = nextFailed(tree.shown(), undefined, hasFailed);
    const second = nextFailed(tree.shown(), first, hasFailed);
    const third = nextFailed(tree.shown(), second, hasFailed);
    assert.deepEqual([first?.requestId, second?.requestId, third?.requestId], ['2', '3', '2']);
    assert.equal(nextFailed(tree.shown(), tree.shown()[3], hasFailed)?.requestId, '3');
    assert.equal(
      nextFailed(tree.shown(), undefined, () => false),
      undefined,
    );
  });
});

describe('walking the failures of an app whose route is open too', () => {
  it('comes to each once', async () => {
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app('acme/a', { endpoints: ['acme/a', 'acme/a/turbo'] })];
    const at = '2026-03-14T13:00:00Z';
    fal.record('owned acme/a/turbo', request('1', 'acme/a/turbo', at), request('2', 'acme/a/turbo', at));
    fal.record('owned acme/a', request('3', 'acme/a', at));
    const { tree } = await new Explorer(fal).open('acme/a', '/turbo');
    const walk = (from: RequestNodeRef | undefined) => nextFailed(tree.shown(), from, () => true);
    const walked: string[] = [];
    let from: RequestNodeRef | undefined;
    for (let step = 0; step < 4; step++) walked.push((from = walk(from))?.requestId ?? '');
    assert.deepEqual(walked.slice(0, 3).toSorted(), ['1', '2', '3']);
    assert.equal(walked[3], walked[0]);
    const [only = assert.fail()] = tree.shown().filter((ref) => ref.kind === 'request');
    assert.equal(
      nextFailed(tree.shown(), only, ({ requestId }) => requestId === only.requestId),
      only,
    );
  });
});

describe('where a row leads', () => {
  const parent = { kind: 'endpoint', id: 'endpoint acme/a', endpointId: 'acme/a' } as const;
  const row = {
    kind: 'request',
    id: 'x',
    parent,
    requestId: V7,
    endpointId: 'acme/a/turbo',
    source: 'owned',
    row: request(V7, 'acme/a/turbo', '2026-03-14T13:00:04Z'),
  } as const;

  it('on fal.ai', () => {
    assert.equal(dashboardUrl(row, false), `https://fal.ai/dashboard/requests?requestId=${V7}`);
    assert.equal(
      dashboardUrl({ ...parent, endpointId: 'acme/a/turbo' }, false),
      'https://fal.ai/dashboard/apps/acme/a',
    );
    assert.equal(
      dashboardUrl({ ...parent, endpointId: 'fal-ai/../x?y' }, true),
      'https://fal.ai/models/fal-ai/../x%3Fy',
    );
    assert.equal(dashboardUrl({ kind: 'note', id: 'n', note: 'empty' }, false), undefined);
  });

  it('to the logs of its runner, where one is known', () => {
    assert.deepEqual(runnerFilterOf({ ...row, row: { ...row.row, runnerId: V4 } }), {
      appId: 'acme/a',
      jobId: V4,
      since: '2026-03-14T12:59:55.000Z',
    });
    assert.equal(runnerFilterOf(row), undefined);
    assert.equal(runnerFilterOf(parent), undefined);
  });
});
