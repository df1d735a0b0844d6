import assert from 'node:assert/strict';
import { Explorer } from './explorer';
import { app, burst, SmallFal } from './smallFal';

describe('an endpoint that is open for hours', () => {
  const IMAGE = 'acme/image';

  it('keeps its newest rows, and a way back to the others', async () => {
    const fal = new SmallFal('2026-03-14T00:00:00Z');
    fal.apps = [app(IMAGE)];
    const explorer = await new Explorer(fal).open(IMAGE);
    // A page holds fifty: the last row of the one before proves that nothing lies between.
    for (let turn = 0; turn < 23; turn++) {
      fal.now += 60_000;
      fal.record('owned acme/image', ...burst(`t${turn}`, IMAGE, new Date(fal.now).toISOString(), 49));
      await explorer.tree.refresh(false);
    }
    const shown = () => explorer.tree.children(explorer.find(IMAGE));
    assert.equal(shown().length, 1001);
    const more = explorer.find('Load more');
    assert.equal(shown().at(-1), more);
    await explorer.tree.loadMore(more.id);
    const ids = shown().flatMap((ref) => (ref.kind === 'request' ? [ref.requestId] : []));
    // The page begins with the last row once more: two requests may end in one millisecond.
    assert.deepEqual([ids.length, new Set(ids).size], [1049, 1049]);
    await explorer.tree.refresh(false);
    assert.equal(shown().length, ids.length + 1, 'what was loaded by pages stays');
  });

  it('keeps what was loaded by pages, however many arrive above', async () => {
    const fal = new SmallFal('2026-03-14T00:00:00Z');
    fal.apps = [app(IMAGE)];
    fal.record('owned acme/image', ...burst('a', IMAGE, new Date(fal.now).toISOString(), 150));
    const explorer = await new Explorer(fal).open(IMAGE);
    const shown = () =>
      explorer.tree
        .children(explorer.find(IMAGE))
        .map((ref) => (ref.kind === 'request' ? ref.requestId : explorer.tree.node(ref).label));
    for (let page = 1; page < 3; page++) await explorer.tree.loadMore(explorer.find('Load more').id);
    for (let turn = 0; turn < 23; turn++) {
      fal.now += 60_000;
      fal.record('owned acme/image', ...burst(`t${turn}`, IMAGE, new Date(fal.now).toISOString(), 49));
      await explorer.tree.refresh(false);
    }
    assert.equal(shown().filter((id) => id.startsWith('a-')).length, 100);
    assert.deepEqual(shown().slice(1048, 1051), ['t1-30', 'Load more of those between', 'a-100']);
    await explorer.tree.loadMore(explorer.find('Load more of those between').id);
    assert.equal(shown()[1049], 't1-29');
  });
});
