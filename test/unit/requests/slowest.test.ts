import assert from 'node:assert/strict';
import { Explorer } from './explorer';
import { app, request, SmallFal } from './smallFal';

const IMAGE = 'acme/image';

describe('the slowest first', () => {
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
  });

  const slowest = async (): Promise<Explorer> => {
    const explorer = new Explorer(fal);
    explorer.store.setFilter({ sortBy: 'duration' });
    return explorer.open(IMAGE);
  };
  const loadAll = async (explorer: Explorer): Promise<void> => {
    while (explorer.ids(IMAGE).at(-1) === '(Load more)') await explorer.loadMore();
  };
  const slow = (id: string, seconds: number, ended = '2026-03-14T13:30:00Z') =>
    request(id, IMAGE, ended, { durationSeconds: seconds });
  /** `<prefix>0` took `from` seconds, each other one `step` more than the one before. */
  const record = (prefix: string, count: number, from: number, step = 1): void =>
    fal.record(
      'owned acme/image',
      ...Array.from({ length: count }, (_, at) => slow(`${prefix}${at}`, from + step * at)),
    );
  const assertRanked = (explorer: Explorer): void => {
    const ranks = explorer.ids(IMAGE).flatMap((id) => explorer.store.find(IMAGE, id)?.durationSeconds ?? []);
    assert.deepEqual(
      ranks,
      ranks.toSorted((a, b) => b - a),
    );
  };

  it('are all there once they are refreshed by hand, though slower ones arrived between those loaded', async () => {
    record('r', 90, 100, 2);
    const explorer = await slowest();
    await loadAll(explorer);
    record('n', 60, 161, 2);
    await explorer.tree.refresh(false);
    assertRanked(explorer);
    await explorer.tree.refresh(true);
    await loadAll(explorer);
    assert.equal(explorer.ids(IMAGE).length, 150);
    assertRanked(explorer);
  });

  it('stay loaded by pages when a slow one arrives, which goes where it belongs', async () => {
    record('r', 400, 100);
    const explorer = await slowest();
    for (let page = 1; page < 6; page++) await explorer.loadMore();
    assert.equal(explorer.ids(IMAGE).length, 301);
    fal.now += 30_000;
    fal.record('owned acme/image', slow('new', 480.5, '2026-03-14T14:00:10Z'));
    await explorer.tree.refresh(false);
    assert.equal(explorer.ids(IMAGE).length, 302);
    assert.deepEqual(explorer.ids(IMAGE).slice(18, 21), ['r381', 'new', 'r380']);
    await loadAll(explorer);
    assert.equal(new Set(explorer.ids(IMAGE)).size, 401);
    assertRanked(explorer);
  });

  it('lose none to a range that moves on while one reads between two pages', async () => {
    const first = Date.parse('2026-03-13T14:01:00Z');
    const ended = (at: number) => new Date(first + at * 60_000).toISOString();
    fal.record(
      'owned acme/image',
      ...Array.from({ length: 150 }, (_, at) => slow(`r${at}`, 1000 - at, ended(at))),
    );
    const explorer = await slowest();
    fal.now += 10 * 60_000;
    await explorer.loadMore();
    const missing = Array.from({ length: 50 }, (_, at) => `r${50 + at}`).filter(
      (id) => !explorer.ids(IMAGE).includes(id),
    );
    assert.deepEqual(missing, []);
    assert.deepEqual(
      fal.asked.map(({ start }) => start),
      ['2026-03-13T14:00:00.000Z', '2026-03-13T14:00:00.000Z'],
    );
  });

  it('go on to the next page though a refresh that is under way ranks them anew', async () => {
    record('r', 120, 100);
    const explorer = await slowest();
    record('new', 1, 999);
    const refreshed = explorer.tree.refresh(false);
    await explorer.loadMore();
    await refreshed;
    assert.equal(explorer.ids(IMAGE).length, 101);
  });

  it('keeps the slowest that were loaded by pages while the first page stays as it is', async () => {
    const rows = Array.from({ length: 60 }, (_, at) =>
      request(`r${at}`, IMAGE, '2026-03-14T13:30:00Z', { durationSeconds: 100 + at }),
    );
    fal.record('owned acme/image', ...rows);
    const explorer = await slowest();
    await explorer.loadMore();
    fal.record('owned acme/image', { ...(rows.at(-1) ?? assert.fail()), statusCode: 500 });
    explorer.redrawn = [];
    await explorer.tree.refresh(false);
    assert.equal(explorer.ids(IMAGE).length, 60);
    assert.equal(explorer.store.find(IMAGE, 'r59')?.statusCode, 500);
    assert.equal(explorer.redrawn.length, 1);
  });

  it('puts a slower one that arrives where it belongs, and pages on below the slowest', async () => {
    const slower = (id: string, seconds: number, ended: string) =>
      request(id, IMAGE, ended, { durationSeconds: seconds });
    for (let count = 0; count < 60; count++) {
      fal.record('owned acme/image', slower(`r${count}`, 100 + count, '2026-03-14T13:30:00Z'));
    }
    const explorer = await slowest();
    fal.record('owned acme/image', slower('new', 150.5, '2026-03-14T13:59:30Z'));
    await explorer.tree.refresh(false);
    assert.equal(explorer.ids(IMAGE)[9], 'new');
    await explorer.loadMore();
    assert.deepEqual(explorer.ids(IMAGE).slice(-3), ['r2', 'r1', 'r0']);
    assert.equal(new Set(explorer.ids(IMAGE)).size, 61);
  });
});
