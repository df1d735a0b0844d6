import assert from 'node:assert/strict';
import { Explorer } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

const IMAGE = 'acme/image';

describe('a request that ran when it was listed', () => {
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
    const running = { endedAt: undefined, statusCode: undefined };
    fal.record('owned acme/image', request('run', IMAGE, '2026-03-14T13:50:00Z', running));
  });

  const end = (at: string): void =>
    fal.record('owned acme/image', request('run', IMAGE, at, { statusCode: 500 }));
  const statusOf = (explorer: Explorer) => explorer.store.find(IMAGE, 'run')?.statusCode;

  for (const isByHand of [false, true]) {
    it(`shows how it ended, and where, though fal tells it late (refreshed ${isByHand ? 'by hand' : 'by itself'})`, async () => {
      fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 90));
      const explorer = await new Explorer(fal).open(IMAGE);
      await explorer.loadMore();
      fal.now += 300_000;
      end('2026-03-14T13:57:50.500Z');
      await explorer.tree.refresh(isByHand);
      assert.deepEqual(explorer.ids(IMAGE).slice(69, 72), ['a-21', 'run', 'a-20']);
      assert.equal(explorer.ids(IMAGE).length, 91);
      assert.equal(statusOf(explorer), 500);
      assert.equal(fal.asked.length, 4, 'the first page, and one question more');
      await explorer.tree.refresh(false);
      assert.equal(fal.asked.length, 5, 'asked for once');
    });
  }

  it('is found below “Load more” where it ended lower than all that is loaded', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 90));
    const explorer = await new Explorer(fal).open(IMAGE);
    end('2026-03-14T13:57:50.500Z');
    await explorer.tree.refresh(false);
    assert.deepEqual(
      [explorer.ids(IMAGE).includes('run'), explorer.ids(IMAGE).at(-1)],
      [false, '(Load more)'],
    );
    await explorer.loadMore();
    assert.deepEqual(explorer.ids(IMAGE).slice(69, 72), ['a-21', 'run', 'a-20']);
  });

  it('is found in the gap that it ended in, and is not shown as running below it', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:58:00Z', 20));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.now += 30_000;
    end('2026-03-14T13:58:30Z');
    fal.record('owned acme/image', ...burst('b', IMAGE, '2026-03-14T14:00:20Z', 60));
    await explorer.tree.refresh(false);
    assert.deepEqual(explorer.ids(IMAGE).slice(49, 52), ['b-11', '(Load more of those between)', 'a-20']);
    await explorer.loadMore('Load more of those between');
    assert.deepEqual(explorer.ids(IMAGE).slice(59, 62), ['b-1', 'run', 'a-20']);
    assert.equal(statusOf(explorer), 500);
  });

  it('is asked for again where fal could not be asked, and the fault is shown', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 90));
    const explorer = await new Explorer(fal).open(IMAGE);
    await explorer.loadMore();
    end('2026-03-14T13:57:50.500Z');
    const { listRequests } = explorer.questions;
    explorer.questions.listRequests = async (query, signal) => {
      if (query.requestId !== undefined) fal.fail('owned', { kind: 'unreachable', what: 'ECONNRESET' });
      return listRequests(query, signal);
    };
    await explorer.tree.refresh(false);
    assert.match(await explorer.text(), /fal cannot be reached/);
    fal.fail('owned');
    explorer.questions.listRequests = listRequests;
    await explorer.tree.refresh(false);
    assert.equal(statusOf(explorer), 500);
  });

  it('costs the pages no row when it ends while they are loaded', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.now += 20_000;
    end('2026-03-14T14:00:10Z');
    while (explorer.ids(IMAGE).includes('(Load more)')) await explorer.loadMore();
    const expected = burst('a', IMAGE, '2026-03-14T13:59:00Z', 120).map(({ requestId }) => requestId);
    assert.deepEqual(explorer.ids(IMAGE), ['run', ...expected]);
  });

  it('does not keep the pages from moving on where more run than a page holds', async () => {
    const running = { endedAt: undefined, statusCode: undefined };
    const all = burst('run', IMAGE, '2026-03-14T13:50:00Z', 60).map((row) => ({ ...row, ...running }));
    fal.record('owned acme/image', ...all, ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 5));
    const explorer = await new Explorer(fal).open(IMAGE);
    await explorer.loadMore();
    assert.equal(explorer.ids(IMAGE).length, 66);
  });
});
