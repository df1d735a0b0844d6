import assert from 'node:assert/strict';
import { Explorer } from './explorer';
import { app, SmallFal } from './smallFal';

describe('an endpoint that stood open and has gone from the tree', () => {
  const IMAGE = 'acme/image';
  const OLD = 'acme/old';
  const TURBO = `${IMAGE}/turbo`;
  const FOREIGN = 'fal-ai/flux/dev';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE, { endpoints: [IMAGE, TURBO] }), app(OLD)];
    fal.endpoints = [FOREIGN];
  });

  const askedBy = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = fal.asked.length;
    await act();
    return fal.asked.slice(before).flatMap(({ endpointId }) => endpointId);
  };

  it('is not asked about, once it is unpinned', async () => {
    const explorer = await new Explorer(fal).open(FOREIGN, IMAGE);
    fal.endpoints = [];
    explorer.store.rearrange();
    assert.deepEqual(await askedBy(() => explorer.tree.refresh(false)), [IMAGE]);
    assert.deepEqual(await askedBy(() => explorer.tree.refresh(true)), [IMAGE]);
  });

  it('is not asked about, once fal lists its app or its route no longer', async () => {
    const explorer = await new Explorer(fal).open(OLD, IMAGE, '/turbo');
    fal.apps = [app(IMAGE)];
    await explorer.tree.refresh(true);
    assert.deepEqual(await askedBy(() => explorer.tree.refresh(false)), [IMAGE]);
  });

  it('keeps the others waiting for no limit that it met', async () => {
    const explorer = await new Explorer(fal).open(OLD);
    fal.fail('owned', { kind: 'rateLimited', retryAfterMs: 3_600_000 });
    await explorer.tree.refresh(true);
    assert.notEqual(explorer.store.quietUntil(), undefined);
    fal.apps = [app(IMAGE)];
    await explorer.tree.refresh(true);
    assert.equal(explorer.store.quietUntil(), undefined);
  });

  it('is not asked about in the round that finds it gone', async () => {
    const explorer = await new Explorer(fal).open(FOREIGN, IMAGE, '/turbo', OLD);
    fal.apps = [app(IMAGE)];
    const asked = await askedBy(() => explorer.tree.refresh(true));
    assert.ok(!asked.includes(OLD), asked.join());
  });

  it('is shut where it comes back, as VS Code shows it', async () => {
    const explorer = await new Explorer(fal).open(OLD);
    const { apps } = fal;
    fal.apps = [app(IMAGE)];
    await explorer.tree.refresh(true);
    fal.apps = apps;
    await explorer.tree.refresh(true);
    assert.equal(explorer.tree.isExpanded(explorer.find(OLD)), false);
    assert.deepEqual(await askedBy(() => explorer.tree.refresh(true)), []);
  });

  it('is not asked about with the key of another account, though VS Code still shows it', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    const old = explorer.find(IMAGE);
    fal.apps = [app('other/app')];
    explorer.store.reset();
    const asked = await askedBy(async () => {
      await explorer.tree.open(old);
      await explorer.tree.setExpanded(old, true);
      await explorer.tree.open();
      await explorer.tree.refresh(false);
    });
    assert.deepEqual(asked, []);
  });
});
