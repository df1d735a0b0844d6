import assert from 'node:assert/strict';
import type { RequestDetail, RequestRef } from '../../../src/core/fal/types';
import { RequestCache } from '../../../src/core/payload/requestCache';

const ref = (requestId: string): RequestRef => ({ requestId, endpointId: 'a/b', source: 'owned' });
const done = (size = 1): RequestDetail => ({
  request: { requestId: 'id', endpointId: 'a/b', sentAt: 0, endedAt: 1 },
  input: 'x'.repeat(size),
  output: '1',
});

/** A cache over a fal that answers so, with the ids it was asked for. */
function cacheOf(answer: () => RequestDetail | undefined) {
  const asked: string[] = [];
  const clock = { now: 0 };
  const getRequest = ({ requestId }: RequestRef) => {
    asked.push(requestId);
    return Promise.resolve(answer());
  };
  return { cache: new RequestCache(getRequest, () => clock.now), asked, clock };
}

describe('what was fetched lately', () => {
  it('is not fetched again by panel, document and comparison', async () => {
    const { cache, asked } = cacheOf(done);
    await cache.get(ref('one'));
    assert.deepEqual(await cache.get(ref('one')), done());
    assert.deepEqual(asked, ['one']);
  });

  it('is fetched again when someone says so, after a while, and with another key', async () => {
    const { cache, asked, clock } = cacheOf(done);
    await cache.get(ref('one'));
    await cache.get(ref('one'), undefined, true);
    clock.now += 5 * 60_000;
    await cache.get(ref('one'));
    cache.clear();
    await cache.get(ref('one'));
    assert.equal(asked.length, 4);
  });

  it('is not kept where it was under way when the key changed', async () => {
    const { cache, asked } = cacheOf(done);
    const getting = cache.get(ref('one'));
    cache.clear();
    await getting;
    await cache.get(ref('one'));
    assert.deepEqual(asked, ['one', 'one']);
  });

  it('is fetched again once something was done to it, also where it was on its way', async () => {
    const { cache, asked } = cacheOf(done);
    await cache.get(ref('one'));
    await cache.get(ref('two'));
    const onItsWay = cache.get({ ...ref('one'), account: 'stored:b' });
    cache.forget(ref('one'));
    await onItsWay;
    for (const account of [undefined, 'stored:b']) await cache.get({ ...ref('one'), account });
    await cache.get(ref('two'));
    assert.deepEqual(asked, ['one', 'two', 'one', 'one', 'one']);
  });

  it('is kept only where it will not change', async () => {
    for (const answer of [
      undefined,
      { ...done(), output: undefined },
      { request: { ...done().request, endedAt: undefined }, input: '1', output: '1' },
    ]) {
      const { cache, asked } = cacheOf(() => answer);
      await cache.get(ref('one'));
      await cache.get(ref('one'));
      assert.equal(asked.length, 2);
    }
  });

  it('is forgotten where it would be too much, the oldest first', async () => {
    const { cache, asked } = cacheOf(done);
    for (const id of ['1', '2', '3', '4', '5', '6', '1', '7']) await cache.get(ref(id));
    await cache.get(ref('1'));
    await cache.get(ref('2'));
    assert.deepEqual(asked, ['1', '2', '3', '4', '5', '6', '7', '2']);
    const large = cacheOf(() => done(70_000_000));
    for (const id of ['1', '2', '2', '1']) await large.cache.get(ref(id));
    assert.deepEqual(large.asked, ['1', '2', '1']);
  });
});
