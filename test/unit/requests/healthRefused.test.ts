import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { Explorer } from './explorer';
import { answered, lines, openAnswered } from './explorer';
import { app, SmallFal } from './smallFal';

describe('an app’s row does not say how it goes', () => {
  const IMAGE = 'acme/image';
  const VIDEO = 'acme/video';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fill(IMAGE, VIDEO);
  });

  function fill(...apps: string[]): void {
    fal.apps = apps.map((id) => app(id));
    fal.summaries = apps.map((endpointId) => ({ endpointId, requests: 100, userErrors: 0, errors: 0 }));
  }
  const open = (room?: number): Promise<Explorer> => openAnswered(fal, room);
  const refresh = async ({ tree }: Explorer, isByHand = false): Promise<void> => {
    fal.now += 61_000;
    await tree.refresh(isByHand);
    await answered();
  };
  /** What `act` makes the explorer ask about how apps go. */
  const askedBy = async (act: () => Promise<unknown>): Promise<readonly string[]> => {
    const before = fal.askedHealth.length;
    await act();
    return fal.askedHealth.slice(before);
  };
  const said = (explorer: Explorer, name: string) => explorer.tree.node(explorer.find(name)).description;

  it('where the key may not read it, and nothing more is asked until someone refreshes by hand', async () => {
    fal.fail('health', { kind: 'refused', status: 403, falSays: '' });
    fal.fail('queue', { kind: 'refused', status: 403, falSays: '' });
    const explorer = await open();
    assert.equal(await explorer.text(), '[server-process] image\n[server-process] video');
    assert.deepEqual(await askedBy(() => refresh(explorer)), []);
    assert.deepEqual(explorer.logged, []);
    fal.fail('health');
    fal.fail('queue');
    await refresh(explorer, true);
    assert.equal(
      await explorer.text(),
      '[server-process] image | 100 requests\n[server-process] video | 100 requests',
    );
  });

  it('where its figures alone are refused, though it came in sight by itself: the others’ go on', async () => {
    fal.closed = [VIDEO];
    const explorer = await open(0);
    await explorer.tree.look(VIDEO);
    fal.now += 61_000;
    await explorer.tree.look(IMAGE);
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] image | 100 requests
      [server-process] video
      `),
    );
  });

  it('once it is refused in the midst of a session, while the others stay as of this minute', async () => {
    const explorer = await open();
    fal.closed = [VIDEO];
    fal.summaries = fal.summaries.map((each) => ({ ...each, requests: 200 }));
    await refresh(explorer);
    assert.deepEqual([said(explorer, IMAGE), said(explorer, VIDEO)], ['200 requests', '']);
  });

  it('and is left out of the questions about the others', async () => {
    fal.closed = [VIDEO];
    const explorer = await open();
    const asked = await askedBy(() => refresh(explorer));
    assert.deepEqual(asked, ['1 apps', `queue of ${IMAGE}`, `queue of ${VIDEO}`]);
  });

  it('but is asked about again where it was refused only together with others', async () => {
    const apps = Array.from({ length: 50 }, (_, index) => `acme/app-${index}`);
    fill(...apps);
    fal.closed = apps.filter((_, index) => index % 5 === 0);
    const explorer = await open();
    for (let minute = 0; minute < 3; minute++) await refresh(explorer);
    const silent = apps.filter((id) => said(explorer, id) === '');
    assert.deepEqual(silent, fal.closed);
    const asked = await askedBy(() => refresh(explorer));
    assert.deepEqual(asked.slice(0, 1), ['40 apps']);
    assert.equal(asked.filter((each) => each.endsWith('apps')).length, 1);
  });

  it('nor does any, once so many were refused and none answered that the key may read none', async () => {
    fill(...Array.from({ length: 200 }, (_, index) => `acme/app-${index}`));
    const refusal = { kind: 'refused', status: 403, falSays: '' } as const;
    fal.fail('health', refusal);
    fal.countQueued = (appId) => {
      fal.askedHealth.push(`queue of ${appId}`);
      return Promise.reject(new FalError(refusal));
    };
    const explorer = await open(30);
    assert.ok(fal.askedHealth.length <= 70, `${fal.askedHealth.length} questions`);
    assert.deepEqual(
      await askedBy(async () => {
        await refresh(explorer);
        await explorer.tree.look('acme/app-150');
      }),
      [],
    );
  });
});
