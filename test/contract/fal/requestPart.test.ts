import assert from 'node:assert/strict';
import type { FalClient, RequestDetail, RequestPart, RequestRef } from '../../../src/core/fal/types';
import { FAKE_KEY, startFakeFal, type FakeFal } from '../../fake/fakeFal';
import { clientOn } from '../../support/clientOn';
import { holdToSpec } from '../holdToSpec';

describe('a request whose answer takes long', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  let client: FalClient;
  beforeEach(async () => {
    fal = await startFakeFal({ data: 'empty' });
    fal.world.app({ owner: 'acme', name: 'shop' });
    client = clientOn(fal.url);
  });
  afterEach(() => fal.close());

  const output = JSON.stringify({ seed: 1, items: Array.from({ length: 100_000 }, (_, at) => `item ${at}`) });
  const refOf = (requestId: string): RequestRef => ({ requestId, endpointId: 'acme/shop', source: 'owned' });

  it('is told as far as it has come, then whole, without the key', async () => {
    const { requestId } = fal.request({
      endpointId: 'acme/shop',
      input: `{"prompt":"a lighthouse","key":"${FAKE_KEY}"}`,
      output,
      statusCode: 200,
    });
    fal.behave('ownedRequests', 'held-halfway');
    let whole: Promise<RequestDetail | undefined> | undefined;
    const part = await new Promise<RequestPart>((resolve) => {
      whole = client.getRequest(refOf(requestId), undefined, resolve);
    });
    assert.equal(part.request.statusCode, 200);
    assert.equal(part.input, '{"prompt":"a lighthouse","key":"[key hidden]"}');
    assert.deepEqual(part.cut, { payload: 'output', closed: 2 });
    const { seed, items } = JSON.parse(part.output ?? '') as { seed: number; items: string[] };
    assert.equal(seed, 1);
    assert.deepEqual(items.slice(0, 2), ['item 0', 'item 1']);
    assert.ok(items.length > 10_000 && items.length < 100_000);
    fal.release();
    assert.equal((await whole)?.output, output);
  });

  it('tells nothing of a short one, nor of what is no request', async () => {
    const { requestId } = fal.request({ endpointId: 'acme/shop', output: '{"a":1}' });
    const told: RequestPart[] = [];
    await client.getRequest(refOf(requestId), undefined, (part) => told.push(part));
    const html = `<html>${'x'.repeat(1_000_000)}`;
    fal.behave('ownedRequests', { instead: { status: 200, body: html, contentType: 'text/html' } });
    await assert.rejects(client.getRequest(refOf(requestId), undefined, (part) => told.push(part)));
    assert.deepEqual(told, []);
  });
});
