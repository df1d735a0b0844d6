import assert from 'node:assert/strict';
import { Explorer } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

const IMAGE = 'acme/image';

describe('refreshing requests by hand', () => {
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
  });

  const openPages = async (pages: number): Promise<Explorer> => {
    const explorer = await new Explorer(fal).open(IMAGE);
    for (let page = 1; page < pages; page++) await explorer.loadMore();
    fal.asked.length = 0;
    return explorer;
  };
  const failLate = (): void =>
    fal.record('owned acme/image', request('late', IMAGE, '2026-03-14T13:57:50.500Z', { statusCode: 500 }));

  it('shows what fal recorded late below the first page, and moves nothing else', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 90));
    const explorer = await openPages(2);
    failLate();
    await explorer.tree.refresh(false);
    assert.deepEqual(
      [fal.asked.length, explorer.ids(IMAGE).includes('late')],
      [1, false],
      'not at every turn',
    );
    await explorer.tree.refresh(true);
    assert.deepEqual(explorer.ids(IMAGE).slice(68, 71), ['a-22', 'a-21', 'late']);
    assert.equal(explorer.ids(IMAGE).length, 91);
    assert.equal(fal.asked.length, 3);
  });

  it('asks for the pages that are loaded, at most five, and draws nothing where nothing changed', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 500));
    for (const [pages, asked] of [
      [1, 1],
      [3, 3],
      [8, 5],
    ] as const) {
      const explorer = await openPages(pages);
      explorer.redrawn = [];
      await explorer.tree.refresh(true);
      assert.equal(fal.asked.length, asked);
      assert.deepEqual(explorer.redrawn, []);
    }
  });

  it('shows the first page though a later one cannot be had, and says so', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:58:00Z', 90));
    const explorer = await openPages(2);
    fal.record('owned acme/image', request('new', IMAGE, '2026-03-14T13:59:00Z'));
    const { listRequests } = explorer.questions;
    explorer.questions.listRequests = async (query, signal) => {
      if (query.end !== undefined) fal.fail('owned', { kind: 'rateLimited', retryAfterMs: 20_000 });
      return listRequests(query, signal);
    };
    await explorer.tree.refresh(true);
    assert.deepEqual(explorer.ids(IMAGE).slice(0, 3), ['(As of 14:00:00)', 'new', 'a-90']);
    assert.equal(explorer.ids(IMAGE).length, 92);
    assert.match(await explorer.text(), /Rate-limited until 14:00:20/);
  });

  it('lets go of rows older than the 24 hours that are shown, though there is none since', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 5));
    const explorer = await openPages(1);
    fal.now += 60 * 60 * 60_000;
    await explorer.tree.refresh(false);
    assert.match(await explorer.text(), /No requests in 24 h/);
  });
});
