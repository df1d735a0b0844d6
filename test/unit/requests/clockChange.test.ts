import assert from 'node:assert/strict';
import { createTimes } from '../../../src/core/base/times';
import { answered, Explorer, lines } from './explorer';
import { app, request, SmallFal } from './smallFal';

const IMAGE = 'acme/image';

describe('where the clocks are changed, the request tree', () => {
  const open = async (now: string, ...ended: string[]): Promise<Explorer> => {
    const fal = new SmallFal(now);
    fal.apps = [app(IMAGE)];
    fal.record('owned acme/image', ...ended.map((at) => request(at, IMAGE, at)));
    return new Explorer(fal, createTimes('en', 'America/New_York')).open(IMAGE);
  };

  it('leaves out the hour that there was not, and dates the day before', async () => {
    const explorer = await open(
      '2026-03-08T16:00:00Z',
      '2026-03-08T07:00:00Z',
      '2026-03-08T06:59:59Z',
      '2026-03-08T04:59:59Z',
    );
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] acme/image
        [pass] 03:00:00 | 200 · 4 s · waited 1 s
        [pass] 01:59:59 | 200 · 4 s · waited 1 s
        [pass] Mar 7, 23:59 | 200 · 4 s · waited 1 s
      `),
    );
  });

  it('keeps fal’s order where an hour comes twice, and tells the two apart in the tooltip', async () => {
    const explorer = await open('2026-11-01T16:00:00Z', '2026-11-01T06:15:00Z', '2026-11-01T05:45:00Z');
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] acme/image
        [pass] 01:15:00 | 200 · 4 s · waited 1 s
        [pass] 01:45:00 | 200 · 4 s · waited 1 s
      `),
    );
    const tooltipOf = (label: string): string => explorer.tree.tooltip(explorer.find(label))?.text ?? '';
    assert.match(tooltipOf('01:15:00'), /Ended: .*01:15:00 EST/);
    assert.match(tooltipOf('01:45:00'), /Ended: .*01:45:00 EDT/);
  });

  it('measures a wait over the change by what it was', async () => {
    const at = '2026-11-01T06:00:01Z';
    const fal = new SmallFal('2026-11-01T16:00:00Z');
    fal.apps = [app(IMAGE)];
    fal.record('owned acme/image', request('1', IMAGE, at, { startedAt: Date.parse(at) - 500 }));
    const explorer = await new Explorer(fal, createTimes('en', 'America/New_York')).open(IMAGE);
    assert.match(await explorer.text(), /4 s · waited 3\.5 s/);
  });
});

describe('where the clock was set back by an hour, the request tree', () => {
  const HOUR = 3_600_000;
  let fal: SmallFal;
  let explorer: Explorer;
  beforeEach(async () => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
    explorer = await new Explorer(fal).open(IMAGE);
    await answered();
  });

  it('waits no hour more for a limit of a minute to pass', async () => {
    fal.fail('owned', { kind: 'rateLimited', retryAfterMs: 60_000 });
    await explorer.tree.refresh(false);
    assert.equal(explorer.store.quietUntil(), fal.now + 60_000);
    fal.now -= HOUR;
    assert.equal(explorer.store.quietUntil(), undefined);
    await explorer.tree.refresh(false);
    assert.equal(explorer.store.quietUntil(), fal.now + 60_000, 'fal says so anew');
  });

  it('nor for one that it met when it asked how apps go', async () => {
    fal.fail('health', { kind: 'rateLimited', retryAfterMs: 60_000 });
    await explorer.tree.refresh(true);
    await answered();
    assert.equal(explorer.store.quietUntil(), fal.now + 60_000);
    fal.now -= HOUR;
    assert.equal(explorer.store.quietUntil(), undefined);
  });

  it('asks for the apps, how they go, and what is opened again, though all seems to be of an hour hence', async () => {
    const before = [fal.appsAsked, fal.asked.length, fal.askedHealth.length];
    fal.now -= HOUR;
    await explorer.tree.setExpanded(explorer.find(IMAGE), false);
    await explorer.tree.setExpanded(explorer.find(IMAGE), true);
    await explorer.tree.refresh(false);
    await answered();
    const asked = [fal.appsAsked, fal.asked.length, fal.askedHealth.length];
    assert.deepEqual(
      asked.map((count, at) => count - (before[at] ?? 0)),
      [1, 2, 2],
    );
  });
});
