import assert from 'node:assert/strict';
import { unlessAborted } from '../../../src/core/base/unlessAborted';

describe('what is waited for unless it is given up', () => {
  const never = new Promise<never>(() => undefined);

  it('comes to what it comes to', async () => {
    const { signal } = new AbortController();
    assert.equal(await unlessAborted(Promise.resolve(1), signal), 1);
    await assert.rejects(unlessAborted(Promise.reject(new Error('broken')), signal), /broken/);
  });

  it('is waited for no longer once that is so, and not at all where it was before', async () => {
    const abort = new AbortController();
    const waiting = unlessAborted(never, abort.signal);
    abort.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    await assert.rejects(unlessAborted(never, abort.signal), { name: 'AbortError' });
  });
});
