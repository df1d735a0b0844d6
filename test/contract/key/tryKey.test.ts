import assert from 'node:assert/strict';
import { tryKey } from '../../../src/core/key/tryKey';
import { FAKE_KEY, POWERLESS_KEY, startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import { clientOn } from '../../support/clientOn';
import { holdToSpec } from '../holdToSpec';

describe('trying a key', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  before(async () => void (fal = await startFakeFal({ data: 'empty' })));
  after(() => fal.close());

  const outcome = async (key: string, behaviour: BehaviourName = 'good'): Promise<string> =>
    (await tryKey(clientOn(fal.urlThat(behaviour), { key }))).outcome;

  it('asks fal one cheap question', async () => {
    const before = fal.asked.length;
    assert.equal(await outcome(FAKE_KEY), 'accepted');
    assert.equal(fal.asked.length, before + 1);
    assert.deepEqual(fal.asked.at(-1)?.query.limit, ['1']);
  });

  it('says nothing of a key once the trial is called off', () =>
    assert.rejects(tryKey(clientOn(fal.url), AbortSignal.abort()), { name: 'AbortError' }));

  it('tells a wrong key from one that may not read', async () => {
    assert.equal(await outcome('wrong:key'), 'rejected');
    assert.equal(await outcome(POWERLESS_KEY), 'limited');
  });

  for (const behaviour of ['500', '429', 'reset', 'html', 'empty', '408'] as const) {
    it(`knows nothing of the key after ${behaviour}`, async () => {
      assert.equal(await outcome(FAKE_KEY, behaviour), 'untried');
    });
  }

  for (const status of [400, 403, 404, 405, 407, 501]) {
    it(`knows nothing of the key after a ${status} that is not fal’s`, async () => {
      const body = '<html><title>nginx</title></html>';
      fal.behave('madeRequests', { instead: { status, body, contentType: 'text/html' } });
      assert.equal((await tryKey(clientOn(fal.url))).outcome, 'untried');
    });
  }

  it('takes a key that was let in, whatever else was wrong with the question', async () => {
    assert.equal(await outcome(FAKE_KEY, '404'), 'accepted');
  });
});
