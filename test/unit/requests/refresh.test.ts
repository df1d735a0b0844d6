import assert from 'node:assert/strict';
import { tailFilterOf } from '../../../src/core/requests/tailFilter';
import { Explorer, lines } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

describe('refreshing the request tree', () => {
  const IMAGE = 'acme/image';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE), app('acme/video')];
    fal.record('owned acme/image', request('1', IMAGE, '2026-03-14T13:58:10Z'));
  });

  it('asks nothing before it is opened, and nothing of what is not open', async () => {
    const explorer = new Explorer(fal);
    assert.deepEqual([fal.appsAsked, fal.asked.length], [0, 0]);
    await explorer.open();
    assert.deepEqual([fal.appsAsked, fal.asked.length], [1, 0]);
    await explorer.open(IMAGE);
    await explorer.tree.refresh(false);
    assert.deepEqual(
      fal.asked.map(({ endpointId, cursor }) => [...endpointId, cursor]),
      [
        [IMAGE, undefined],
        [IMAGE, undefined],
      ],
    );
    await explorer.tree.setExpanded(explorer.find(IMAGE), false);
    await explorer.tree.refresh(false);
    assert.equal(fal.asked.length, 2);
  });

  it('asks for the apps by hand and when they are old, not at every turn', async () => {
    const explorer = await new Explorer(fal).open();
    await explorer.tree.refresh(false);
    assert.equal(fal.appsAsked, 1);
    await explorer.tree.refresh(true);
    assert.equal(fal.appsAsked, 2);
    fal.now += 5 * 60_000;
    await explorer.tree.refresh(false);
    assert.equal(fal.appsAsked, 3);
  });

  it('draws nothing where nothing changed', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    await explorer.tree.refresh(true);
    assert.deepEqual(explorer.redrawn, []);
  });

  it('draws the one endpoint that has more rows, and hands out the same object for each row', async () => {
    const explorer = await new Explorer(fal).open(IMAGE, 'acme/video');
    const row = explorer.find('13:58:10');
    fal.record('owned acme/image', request('2', IMAGE, '2026-03-14T13:59:10Z'));
    await explorer.tree.refresh(false);
    assert.deepEqual(explorer.redrawn, [IMAGE]);
    assert.equal(explorer.find('13:58:10'), row);
    assert.equal(explorer.tree.children(explorer.find(IMAGE)).length, 2);
  });

  it('draws the one row that reads otherwise', async () => {
    const running = { endedAt: undefined, statusCode: undefined, durationSeconds: undefined };
    fal.record('owned acme/video', request('3', 'acme/video', '2026-03-14T13:59:30Z', running));
    const explorer = await new Explorer(fal).open('acme/video');
    fal.record('owned acme/video', request('3', 'acme/video', '2026-03-14T13:59:30Z', { statusCode: 500 }));
    await explorer.tree.refresh(false);
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] image
      [server-process] video
        [error] 13:59:30 | 500 · 4 s · waited 1 s
      `),
    );
    assert.deepEqual(explorer.redrawn, ['13:59:30']);
  });

  it('draws one app where its environment changed, and the tree where an app came', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.apps = [app(IMAGE), app('acme/video', { environment: 'staging' })];
    await explorer.tree.refresh(true);
    assert.deepEqual(explorer.redrawn, ['acme/video']);
    explorer.redrawn = [];
    fal.apps = [...fal.apps, app('acme/zebra')];
    await explorer.tree.refresh(true);
    assert.deepEqual(explorer.redrawn, ['*']);
  });

  it('draws the app whose routes changed', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.apps = [app(IMAGE, { endpoints: [IMAGE, `${IMAGE}/turbo`] }), app('acme/video')];
    await explorer.tree.refresh(true);
    assert.deepEqual(explorer.redrawn, [IMAGE]);
    assert.match(await explorer.text(), /\[milestone\] \/turbo/);
  });

  it('keeps what is shown when it fails, and says how old that is', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.now += 90_000;
    fal.fail('owned', { kind: 'unreachable', what: 'ECONNREFUSED' });
    fal.fail('apps', { kind: 'rateLimited', retryAfterMs: 20_000 });
    await explorer.tree.refresh(true);
    assert.equal(
      await explorer.text(),
      lines(`
      [warning] As of 14:00:00 | Rate-limited until 14:01:50 · Refresh
      [server-process] image
        [warning] As of 14:00:00 | fal cannot be reached · Refresh
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
      [server-process] video
      `),
    );
    assert.equal(explorer.store.quietUntil(), Date.parse('2026-03-14T14:01:50Z'));
    fal.fail('owned');
    fal.fail('apps');
    await explorer.tree.refresh(true);
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] image
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
      [server-process] video
      `),
    );
    assert.equal(explorer.store.quietUntil(), undefined);
  });

  it('keeps the apps where fal suddenly says that it has no such list, and asks again at the next turn', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    const { apps } = fal;
    fal.apps = undefined;
    fal.now += 5 * 60_000;
    await explorer.tree.refresh(false);
    assert.equal(
      await explorer.text(),
      lines(`
      [warning] As of 14:00:00 | Not found, or not yours · Refresh
      [server-process] image
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
      [server-process] video
      `),
    );
    fal.apps = apps;
    fal.now += 30_000;
    await explorer.tree.refresh(false);
    assert.match(await explorer.text(), /^\[server-process\] image/);
  });

  it('logs a fault that lasts once', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.fail('owned', { kind: 'unreachable', what: 'ECONNREFUSED' });
    await explorer.tree.refresh(false);
    await explorer.tree.refresh(false);
    assert.deepEqual(explorer.logged, [
      'Requests of acme/image: fal cannot be reached: ECONNREFUSED. Check the network, then try again.',
    ]);
  });

  it('asks one question at a time of an endpoint; one asked for meanwhile comes after', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    const release = fal.hold();
    const all = [1, 2, 3].map(() => explorer.tree.refresh(false));
    await new Promise(setImmediate);
    const late = [explorer.tree.refresh(false), explorer.tree.refresh(false)];
    await new Promise(setImmediate);
    assert.equal(fal.asked.length, 2, 'one under way');
    release();
    await Promise.all([...all, ...late]);
    assert.equal(fal.asked.length, 3, 'one more for all who asked meanwhile');
  });

  it('lets no answer in that was asked for with another key', async () => {
    const explorer = await new Explorer(fal).open();
    const release = fal.hold();
    const opened = explorer.tree.open(explorer.find(IMAGE));
    const listed = explorer.tree.refresh(true);
    await new Promise(setImmediate);
    explorer.store.reset();
    fal.apps = [app('other/app')];
    release();
    await Promise.all([opened, listed]);
    assert.equal(await explorer.text(), '[loading~spin] Asking fal for your apps…');
    await explorer.open();
    assert.equal(await explorer.text(), '[server-process] other/app');
    assert.deepEqual(explorer.logged, [], 'stopping is no fault');
  });

  it('looks again at what is opened again after a while', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    const image = explorer.find(IMAGE);
    await explorer.tree.setExpanded(image, false);
    await explorer.tree.setExpanded(image, true);
    assert.equal(fal.asked.length, 1, 'a moment later there is nothing to see');
    fal.now += 16_000;
    await explorer.tree.setExpanded(image, true);
    assert.equal(fal.asked.length, 2);
  });

  it('follows the setting fal.endpoints without asking for the apps again', async () => {
    const explorer = await new Explorer(fal).open();
    fal.endpoints = ['fal-ai/flux/dev'];
    explorer.store.rearrange();
    assert.match(await explorer.text(), /^\[pinned\] fal-ai\/flux\/dev \| made with this key\n/);
    assert.equal(fal.appsAsked, 1);
  });

  it('gives rows of yesterday their date once it is midnight', async () => {
    fal.now = Date.parse('2026-03-14T23:59:50Z');
    fal.record('owned acme/image', request('2', IMAGE, '2026-03-14T23:59:40Z'));
    const explorer = await new Explorer(fal).open(IMAGE);
    assert.match(await explorer.text(), /\[pass\] 23:59:40/);
    fal.now = Date.parse('2026-03-15T00:00:20Z');
    await explorer.tree.refresh(false);
    assert.deepEqual(explorer.redrawn, ['*']);
    assert.match(await explorer.text(), /\[pass\] Mar 14, 23:59/);
  });

  it('gives them their date at midnight, though nothing is asked', async () => {
    fal.now = Date.parse('2026-03-14T23:59:50Z');
    fal.record('owned acme/image', request('2', IMAGE, '2026-03-14T23:59:40Z'));
    const explorer = await new Explorer(fal).open(IMAGE);
    explorer.tree.turnDay();
    assert.deepEqual(explorer.redrawn, []);
    fal.now = Date.parse('2026-03-15T00:00:00Z');
    explorer.tree.turnDay();
    assert.deepEqual(explorer.redrawn, ['*']);
    assert.match(await explorer.text(), /\[pass\] Mar 14, 23:59/);
  });

  it('costs by what changed, not by what is loaded', async () => {
    fal.apps = Array.from({ length: 50 }, (_, index) => app(`acme/app-${index}`));
    for (const { endpointId } of fal.apps) {
      fal.record(`owned ${endpointId}`, ...burst(endpointId, endpointId, '2026-03-14T13:59:00Z', 5));
    }
    const explorer = await new Explorer(fal).openAll();
    fal.record('owned acme/app-7', ...burst('more', 'acme/app-7', '2026-03-14T13:59:30Z', 3));
    const before = fal.asked.length;
    await explorer.tree.refresh(false);
    assert.equal(fal.asked.length - before, 50, 'one page for each open endpoint');
    assert.deepEqual(explorer.redrawn, ['acme/app-7']);
  });

  it('knows what to tail for an app, a route and a request, and for nothing else', async () => {
    fal.apps = [app(IMAGE, { endpoints: [IMAGE, `${IMAGE}/turbo`] })];
    fal.record('owned acme/image/turbo', request('2', `${IMAGE}/turbo`, '2026-03-14T13:59:10Z'));
    const { tree } = await new Explorer(fal).open(IMAGE);
    const [image] = tree.children();
    const [turbo, row] = tree.children(image);
    const filterOf = (ref: unknown) => tailFilterOf(tree.find(ref));
    assert.deepEqual(filterOf(image), { appId: IMAGE });
    assert.deepEqual(filterOf(turbo), { appId: IMAGE });
    assert.deepEqual(filterOf(row), {
      appId: IMAGE,
      requestId: '2',
      since: '2026-03-14T13:59:01.000Z',
    });
    for (const other of [undefined, null, 'endpoint acme/image', { id: 'x' }]) {
      assert.equal(filterOf(other), undefined);
    }
  });
});
