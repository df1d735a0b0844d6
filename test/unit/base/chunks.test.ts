import assert from 'node:assert/strict';
import { Chunks, detach } from '../../../src/core/base/chunks';

describe('a long text', () => {
  it('is put together from pieces of any length, in their order', async () => {
    const pieces = ['a', 'b'.repeat(70_000), '', 'c'.repeat(40_000), 'd'.repeat(30_000), 'e'];
    const text = new Chunks();
    for (const piece of pieces) text.put(piece);
    assert.equal(text.length, pieces.join('').length);
    assert.equal(await text.finish(), pieces.join(''));
  });

  it('may be empty', async () => assert.equal(await new Chunks().finish(), ''));

  it('stays the same when it becomes a text of its own', async () => {
    const part = 'x,y,z→'.slice(1);
    for (const each of [part, 'a', '']) assert.equal(await detach(each), each);
  });
});
