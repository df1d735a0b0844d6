import assert from 'node:assert/strict';
import { nodeLine } from '../../support/treeText';
import { Explorer, lines } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

describe('loading more requests', () => {
  const IMAGE = 'acme/image';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
  });

  it('asks for exactly one page, and stops at the last', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await new Explorer(fal).open(IMAGE);
    assert.equal(explorer.ids(IMAGE).length, 51);
    await explorer.loadMore();
    assert.equal(explorer.ids(IMAGE).length, 101);
    assert.equal(fal.asked.length, 2);
    await explorer.loadMore();
    assert.equal(explorer.ids(IMAGE).length, 120);
    assert.equal(explorer.ids(IMAGE).at(-1), 'a-1');
    assert.equal(fal.asked.length, 3);
  });

  it('pins the end, hands the cursor back as it came, and shows nothing twice though rows arrive meanwhile', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.now += 60_000;
    fal.record('owned acme/image', ...burst('b', IMAGE, '2026-03-14T14:00:30Z', 7));
    await explorer.loadMore();
    fal.now += 60_000;
    await explorer.loadMore();
    const expected = burst('a', IMAGE, '2026-03-14T13:59:00Z', 120).map(({ requestId }) => requestId);
    assert.deepEqual(explorer.ids(IMAGE), expected);
    assert.deepEqual(
      fal.asked.map(({ cursor, end }) => [cursor, end]),
      [
        [undefined, undefined],
        ['opaque:50', '2026-03-14T13:59:00.001Z'],
        ['opaque:100', '2026-03-14T13:59:00.001Z'],
      ],
    );
  });

  it('loses no row when our clock is behind fal’s', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T14:09:00Z', 120));
    const explorer = await new Explorer(fal).open(IMAGE);
    await explorer.loadMore();
    await explorer.loadMore();
    assert.equal(new Set(explorer.ids(IMAGE)).size, 120);
  });

  it('takes no row in that fal recorded late, above what is paged through', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:50:00Z', 60));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.record('owned acme/image', ...burst('late', IMAGE, '2026-03-14T13:55:00Z', 60));
    await explorer.loadMore();
    assert.deepEqual(
      explorer.ids(IMAGE),
      burst('a', IMAGE, '2026-03-14T13:50:00Z', 60).map(({ requestId }) => requestId),
    );
  });

  it('drops repeats where fal shifts its pages all the same', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.record('owned acme/image', request('late', IMAGE, '2026-03-14T13:58:59.500Z'));
    await explorer.loadMore();
    await explorer.loadMore();
    const ids = explorer.ids(IMAGE);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, 120);
  });

  it('is asked once, however often it is pressed', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await new Explorer(fal).open(IMAGE);
    await Promise.all([explorer.loadMore(), explorer.loadMore()]);
    assert.equal(fal.asked.length, 2);
    assert.equal(explorer.ids(IMAGE).length, 101);
  });

  it('says that it is at it, and what went wrong, and can be pressed again', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 60));
    const explorer = await new Explorer(fal).open(IMAGE);
    const more = explorer.find('Load more');
    const release = fal.hold();
    const loading = explorer.tree.loadMore(more.id);
    await Promise.resolve();
    await Promise.resolve();
    assert.equal(explorer.tree.node(more).label, 'Loading more…');
    fal.fail('owned', { kind: 'unreachable', what: 'ECONNRESET' });
    release();
    await loading;
    assert.equal(
      nodeLine(explorer.tree.node(more)),
      '[warning] Not loaded | Try Again · fal cannot be reached',
    );
    assert.match(explorer.tree.tooltip(more)?.text ?? '', /ECONNRESET/);
    assert.equal(explorer.ids(IMAGE).length, 51, 'what was loaded stays');
    fal.fail('owned');
    await explorer.tree.loadMore(more.id);
    assert.equal(explorer.ids(IMAGE).length, 60);
  });

  it('takes ids of both kinds, v4 and v7, in whatever order fal gives', async () => {
    const v4 = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890';
    const v7 = '019e6d0a-e5be-7b82-b329-35ae64296902';
    fal.record(
      'owned acme/image',
      request(v7, IMAGE, '2026-03-14T13:58:00Z'),
      request(v4, IMAGE, '2026-03-14T13:59:00Z'),
    );
    assert.deepEqual((await new Explorer(fal).open(IMAGE)).ids(IMAGE), [v4, v7]);
  });

  it('fills the gap that a burst between two refreshes leaves', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:50:00Z', 3));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.now += 30_000;
    fal.record('owned acme/image', ...burst('b', IMAGE, '2026-03-14T14:00:20Z', 110));
    await explorer.tree.refresh(false);
    assert.deepEqual(explorer.ids(IMAGE).slice(49), [
      'b-61',
      '(Load more of those between)',
      'a-3',
      'a-2',
      'a-1',
    ]);
    await explorer.loadMore('Load more of those between');
    assert.equal(explorer.ids(IMAGE)[100], '(Load more of those between)');
    await explorer.loadMore('Load more of those between');
    assert.deepEqual(explorer.ids(IMAGE).slice(108), ['b-2', 'b-1', 'a-3', 'a-2', 'a-1']);
  });

  it('leaves a gap though a request that still runs stands on top of both pages', async () => {
    const running = request('running', IMAGE, '2026-03-14T13:40:00Z', {
      endedAt: undefined,
      statusCode: undefined,
    });
    fal.record('owned acme/image', running, ...burst('a', IMAGE, '2026-03-14T13:50:00Z', 2));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.record('owned acme/image', ...burst('b', IMAGE, '2026-03-14T13:59:00Z', 80));
    await explorer.tree.refresh(false);
    const ids = explorer.ids(IMAGE);
    assert.equal(ids[0], 'running');
    assert.deepEqual(ids.slice(50), ['(Load more of those between)', 'a-2', 'a-1']);
  });

  it('leaves a gap where those that fal lists late reach below the first page', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:50:00Z', 10));
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.record('owned acme/image', ...burst('late', IMAGE, '2026-03-14T13:49:40Z', 70));
    await explorer.tree.refresh(false);
    await explorer.loadMore();
    const late = explorer.ids(IMAGE).filter((id) => id.startsWith('late'));
    assert.equal(late.length, 70, 'none of them is missed');
  });

  it('forgets the oldest of many gaps, yet leads on to them', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:00:00Z', 60));
    const explorer = await new Explorer(fal).open(IMAGE);
    for (let turn = 1; turn <= 6; turn++) {
      fal.record('owned acme/image', ...burst(`b${turn}`, IMAGE, `2026-03-14T13:0${turn}:50Z`, 60));
      await explorer.tree.refresh(false);
    }
    const ids = explorer.ids(IMAGE);
    assert.equal(ids.length, 4 * 51);
    assert.equal(ids.at(-1), '(Load more)');
    await explorer.loadMore();
    assert.equal(explorer.ids(IMAGE).at(-2), 'b2-21');
  });

  it('keeps what was loaded by pages through every gap, and drops what arrived by itself', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:50:00Z', 600));
    const explorer = await new Explorer(fal).open(IMAGE);
    for (let page = 1; page < 10; page++) await explorer.loadMore();
    for (let turn = 1; turn <= 6; turn++) {
      fal.now += 60_000;
      fal.record('owned acme/image', ...burst(`b${turn}`, IMAGE, new Date(fal.now).toISOString(), 60));
      await explorer.tree.refresh(false);
      assert.equal(explorer.ids(IMAGE).filter((id) => id.startsWith('a-')).length, 500);
    }
    assert.equal(explorer.ids(IMAGE).length, 3 * 51 + 501);
    assert.deepEqual(explorer.ids(IMAGE).slice(151, 154), ['b4-11', '(Load more of those between)', 'a-600']);
  });

  it('shows the first page when nothing but its order is known', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 2));
    await explorer.tree.refresh(false);
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] acme/image
        [pass] 13:59:00 | 200 · 4 s · waited 1 s
        [pass] 13:58:59 | 200 · 4 s · waited 1 s
      `),
    );
  });
});
