import assert from 'node:assert/strict';
import type { FetchInit } from '../../../src/core/fal/http';
import { makeSampleFal } from '../../../src/core/sample/sampleFal';
import { answerFollowsSpec, entryFollowsSpec, isSpecThere } from '../../fake/spec';

const APP = 'sample/portrait-studio';

const question: FetchInit = {
  method: 'GET',
  headers: {},
  redirect: 'manual',
  signal: new AbortController().signal,
};

describe('sample data', () => {
  it('keep to fal’s document', async function () {
    if (!isSpecThere()) this.skip();
    const fal = makeSampleFal(() => Date.UTC(2026, 2, 14, 15));
    const asked = [
      '/serverless/apps?expand=endpoints',
      `/serverless/requests/by-endpoint?endpoint_id=${APP}&limit=100&expand=payloads,billing`,
      '/models/requests/search?limit=20',
      '/models/requests/by-endpoint?endpoint_id=sample-models/flux/dev&expand=payloads',
      `/serverless/analytics?endpoint_id=${APP}&expand=summary,request_count,p50_duration`,
      `/serverless/apps/${APP}/queue`,
    ];
    for (const path of asked) {
      const { status, headers, body } = await fal.fetch(`https://sample.invalid/v1${path}`, question);
      const url = new URL(path, 'https://sample.invalid');
      const answer = { status, contentType: headers.get('content-type') ?? '', body: await textOf(body) };
      assert.deepEqual(answerFollowsSpec({ method: 'GET', path: url.pathname }, answer), [], path);
    }
    const history = await fal.fetch('https://sample.invalid/v1/serverless/logs/history?limit=1000', {
      ...question,
      method: 'POST',
    });
    const { items } = JSON.parse(await textOf(history.body)) as { items: unknown[] };
    assert.deepEqual(items.flatMap(entryFollowsSpec), []);
  });
});
const textOf = (body: ReadableStream<Uint8Array> | null): Promise<string> =>
  new Response(body as never).text();
