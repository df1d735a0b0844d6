import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { channelName } from '../../../src/core/tail/channelName';

/** What most file systems take, less what VS Code puts before and behind. */
const MOST_FILE_NAME_BYTES = 255 - 30;

describe('the name of a tail’s channel', () => {
  it('is what it tails', () => assert.equal(channelName('fal: acme/shop', new Set()), 'fal: acme/shop'));

  it('has a number where another has that name', () => {
    const taken = new Set(['fal: all apps', 'fal: all apps (2)']);
    assert.equal(channelName('fal: all apps', taken), 'fal: all apps (3)');
  });

  it('is cut where it is too long for a file, and still told apart', () => {
    const title = `fal: “${'CUDA out of memory. '.repeat(20)}”`;
    const name = channelName(title, new Set());
    assert.match(name, /^fal: “CUDA out of memory.*…$/);
    assert.equal(channelName(title, new Set([name])), `${name} (2)`);
  });

  it('is never too long for a file, nor cut within a character, whatever is tailed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
        const name = channelName(title, new Set());
        assert.ok(new TextEncoder().encode(name).length <= MOST_FILE_NAME_BYTES);
        assert.doesNotMatch(name, /\p{Surrogate}/u);
      }),
    );
  });
});
