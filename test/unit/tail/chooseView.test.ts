import assert from 'node:assert/strict';
import { chooseView } from '../../../src/core/tail/chooseView';
import type { Level } from '../../../src/core/tail/level';
import type { View } from '../../../src/core/tail/transcript';

const ESCAPE = undefined;

/** The view that these answers lead to, and what was in force at each question. */
async function choose(
  current: View,
  levels: ({ level?: Level } | undefined)[],
  texts: (string | undefined)[],
) {
  const asked: unknown[] = [];
  const view = await chooseView(current, {
    level: (now) => Promise.resolve((asked.push(now), levels.shift())),
    text: (now) => Promise.resolve((asked.push(now), texts.shift())),
  });
  return { view, asked };
}

describe('the choice of what a tail shows', () => {
  const errors: View = { level: 'error', search: 'cuda' };

  it('begins with what is shown', async () => {
    const { view, asked } = await choose(errors, [{ level: 'error' }], [' memory ']);
    assert.deepEqual(asked, ['error', 'cuda']);
    assert.deepEqual(view, { level: 'error', search: 'memory' });
  });

  it('shows all levels, or any text, where that is chosen', async () => {
    const { view } = await choose(errors, [{ level: undefined }], ['']);
    assert.deepEqual(view, { level: undefined, search: undefined });
  });

  it('goes back from the text to the level just chosen, and from there to what was shown', async () => {
    const { view, asked } = await choose(errors, [{ level: 'warning' }, { level: 'warning' }], [ESCAPE, 'x']);
    assert.deepEqual(asked, ['error', 'cuda', 'warning', 'cuda']);
    assert.deepEqual(view, { level: 'warning', search: 'x' });
    assert.equal((await choose(errors, [{ level: 'warning' }, ESCAPE], [ESCAPE])).view, undefined);
  });
});
