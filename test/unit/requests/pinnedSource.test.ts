import assert from 'node:assert/strict';
import type { FalProblem } from '../../../src/core/fal/errors';
import { Explorer, lines } from './explorer';
import { app, request, SmallFal } from './smallFal';

describe('where a pinned endpoint’s requests come from', () => {
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
  });
  const refused = (status: number): FalProblem => ({ kind: 'refused', status, falSays: 'Access denied' });
  const askedOf = () => fal.asked.map(({ source }) => source);

  it('those of this key, when fal refuses those of all callers of an owner’s unlisted endpoint', async () => {
    fal.apps = [app('acme/image')];
    fal.endpoints = ['acme/gone'];
    fal.fail('owned', refused(404));
    fal.record('made acme/gone', request('1', 'acme/gone', '2026-03-14T13:58:10Z'));
    const explorer = await new Explorer(fal).open('acme/gone');
    assert.equal(
      await explorer.text(),
      lines(`
      [pinned] acme/gone | made with this key
        [pass] 13:58:10 | 200 · 4 s · waited 1 s
      [server-process] acme/image
      `),
    );
    assert.match(
      explorer.tree.tooltip(explorer.find('acme/gone'))?.text ?? '',
      /Not those of all callers: ` fal has no such/,
    );
    await explorer.tree.refresh(false);
    assert.deepEqual(askedOf(), ['owned', 'made', 'made'], 'rows settle the source');
  });

  it('the first refusal is shown when both refuse', async () => {
    fal.apps = undefined;
    fal.endpoints = ['acme/image'];
    fal.fail('owned', refused(403));
    fal.fail('made', refused(404));
    assert.match(await (await new Explorer(fal).open('acme/image')).text(), /Key may not read requests/);
  });

  it('both are asked where ownership is unknown and the first has nothing', async () => {
    fal.apps = undefined;
    fal.endpoints = ['fal-ai/flux/dev'];
    fal.record('made fal-ai/flux/dev', request('1', 'fal-ai/flux/dev', '2026-03-14T13:58:10Z'));
    assert.match(
      await (await new Explorer(fal).open('fal-ai/flux/dev')).text(),
      /made with this key\n {2}\[pass\]/,
    );
    assert.deepEqual(askedOf(), ['owned', 'made']);
  });

  it('a fault other than a refusal is not taken for foreign ownership', async () => {
    fal.apps = undefined;
    fal.endpoints = ['acme/image'];
    fal.fail('owned', { kind: 'unreachable', what: 'reset' });
    await new Explorer(fal).open('acme/image');
    assert.deepEqual(askedOf(), ['owned']);
  });

  it('a fal that cannot be reached is no place without the request', async () => {
    fal.endpoints = ['fal-ai/flux/dev'];
    const { store } = new Explorer(fal);
    fal.fail('apps', { kind: 'unreachable', what: 'reset' });
    await assert.rejects(store.findPlaces(), /cannot be reached/);
    fal.fail('apps', refused(403));
    assert.deepEqual(await store.findPlaces(), { owned: ['fal-ai/flux/dev'], made: ['fal-ai/flux/dev'] });
  });

  it('places to look for a request follow the same rule', async () => {
    fal.apps = [app('acme/image')];
    fal.endpoints = ['fal-ai/flux/dev', 'acme/gone'];
    const { store } = await new Explorer(fal).open();
    assert.deepEqual(await store.findPlaces(), {
      owned: ['acme/gone', 'acme/image'],
      made: ['fal-ai/flux/dev', 'acme/gone'],
    });
  });
});
