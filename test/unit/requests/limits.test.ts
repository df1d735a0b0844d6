import assert from 'node:assert/strict';
import { Explorer } from './explorer';
import { app, SmallFal } from './smallFal';

describe('refreshing many apps', () => {
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
  });

  const openMany = async (): Promise<Explorer> => {
    fal.apps = Array.from({ length: 12 }, (_, index) => app(`acme/app-${index}`));
    return new Explorer(fal).openAll();
  };

  it('asks at most four questions at once, though one by hand comes while one by itself is under way', async () => {
    const explorer = await openMany();
    const before = fal.asked.length + fal.appsAsked;
    const release = fal.hold();
    const both = [explorer.tree.refresh(false), explorer.tree.refresh(true)];
    await new Promise(setImmediate);
    assert.equal(fal.asked.length + fal.appsAsked - before, 4);
    release();
    await Promise.all(both);
    assert.equal(fal.asked.length + fal.appsAsked - before, 25);
  });

  it('asks nothing more in a turn in which fal limits us, and by itself nothing until then', async () => {
    const explorer = await openMany();
    const asked = () => fal.asked.length + fal.appsAsked + fal.askedHealth.length;
    const before = asked();
    fal.now += 60_000;
    fal.fail('owned', { kind: 'rateLimited', retryAfterMs: 20_000 });
    await explorer.tree.refresh(false);
    assert.equal(asked() - before, 4, 'those under way when it came');
    await explorer.tree.refresh(false);
    assert.equal(asked() - before, 4);
    fal.now += 1000;
    await explorer.tree.refresh(true);
    assert.equal(asked() - before, 8, 'by hand, until it says so once more');
    fal.fail('owned');
    fal.now += 20_000;
    await explorer.tree.refresh(false);
    assert.equal(explorer.store.quietUntil(), undefined);
    assert.ok(asked() - before > 20);
  });

  for (const left of [49_000, 50_000, 0]) {
    it(`asks nothing more by hand once fal says again that it limits us, for ${left / 1000} s more`, async () => {
      const explorer = await openMany();
      fal.fail('owned', { kind: 'rateLimited', retryAfterMs: 60_000 });
      await explorer.tree.refresh(false);
      const before = fal.asked.length + fal.appsAsked;
      fal.now += 10_500;
      fal.fail('owned', { kind: 'rateLimited', retryAfterMs: left });
      await explorer.tree.refresh(true);
      assert.equal(fal.asked.length + fal.appsAsked - before, 4, 'those under way when it came');
    });
  }
});
