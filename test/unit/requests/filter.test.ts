import assert from 'node:assert/strict';
import { install } from '@sinonjs/fake-timers';
import { ArgumentError } from '../../../src/core/base/argumentError';
import { createTimes } from '../../../src/core/base/times';
import {
  describeRequestFilter,
  readRequestFilter,
  toFilterQuery,
  type RequestFilter,
} from '../../../src/core/requests/requestFilter';
import { Explorer, lines } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

const NOW = Date.parse('2026-03-14T14:00:00Z');
const READER = { now: NOW, times: createTimes('en', 'UTC') };
const ID = '019e6d0a-e5be-7b82-b329-35ae64296902';

describe('a filter of requests', () => {
  const words: readonly (readonly [RequestFilter, string])[] = [
    [{}, ''],
    [{ status: 'error' }, 'errors'],
    [{ status: 'user_error', since: '15m' }, 'user errors · 15 min'],
    [{ status: 'success', sortBy: 'duration' }, 'successes · slowest first'],
    [{ since: '30d' }, '30 d'],
    [{ since: '2026-03-14T08:00:00Z' }, '08:00:00'],
    [{ since: '2026-03-13T08:00:00Z', until: '1h' }, 'Mar 13, 08:00 to 1 h'],
    [{ until: '2026-03-14T08:00:00Z' }, 'until 08:00:00'],
    [{ requestId: ID }, 'request …64296902'],
    [{ since: 'some day' }, 'some day'],
  ];
  for (const [filter, expected] of words) {
    it(`reads “${expected}” for ${JSON.stringify(filter)}`, () =>
      assert.equal(describeRequestFilter(filter, READER), expected));
  }

  it('asks fal for just that', () => {
    assert.deepEqual(
      toFilterQuery({ status: 'error', since: '1h', until: '30m', sortBy: 'duration', requestId: ID }, NOW),
      {
        status: 'error',
        requestId: ID,
        sortBy: 'duration',
        start: '2026-03-14T13:00:00.000Z',
        end: '2026-03-14T13:30:00.000Z',
      },
    );
  });

  it('that only ends asks for the day before its end, where fal’s own beginning may lie behind it', () => {
    const rangeOf = (filter: RequestFilter) => {
      const { start, end } = toFilterQuery(filter, NOW);
      return [start, end];
    };
    const day = ['2026-03-11T14:00:00.000Z', '2026-03-12T14:00:00.000Z'];
    assert.deepEqual(rangeOf({ until: '2d' }), day);
    assert.deepEqual(rangeOf({ until: '2026-03-12T14:00:00Z' }), day);
    assert.deepEqual(rangeOf({ until: '2d', requestId: ID }), [undefined, day[1]], 'fal looks 90 days back');
  });

  it('whose end stands has a beginning that stands, and so is good at any later time', () => {
    const clock = install({ now: NOW, toFake: ['Date'] });
    try {
      const filter = readRequestFilter({ since: '1h', until: '2026-03-14T13:30:00Z' });
      const range = { since: '2026-03-14T13:00:00.000Z', until: '2026-03-14T13:30:00Z' };
      assert.deepEqual(filter, range);
      clock.tick(3_600_000);
      assert.deepEqual(readRequestFilter({ ...filter, status: 'error' }), { ...range, status: 'error' });
      for (const moving of [
        { since: '1h' },
        { since: '2h', until: '1h' },
        { since: range.since, until: '5m' },
      ])
        assert.deepEqual(readRequestFilter(moving), moving);
    } finally {
      clock.uninstall();
    }
  });

  it('takes a request id out of text, and drops what is the default', () => {
    assert.deepEqual(readRequestFilter({ requestId: `id ${ID.toUpperCase()}`, sortBy: 'ended_at' }), {
      requestId: ID,
    });
    assert.deepEqual(readRequestFilter({ status: undefined }), {});
    assert.deepEqual(readRequestFilter({ sortBy: 'duration' }), { sortBy: 'duration' });
  });

  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [{ status: 'failed' }, /“status”: it takes one of success, error, user_error/],
    [{ since: 'yesterday' }, /“since”: it takes a span such as 30s/],
    [{ until: '' }, /“until”/],
    [{ requestId: '42' }, /“requestId”: it takes a request id/],
    [{ sortBy: 'name' }, /“sortBy”: it takes one of ended_at, duration/],
    [{ since: '1h', until: '2h' }, /“until”: it takes a time later than since/],
    [{ state: 'error' }, /no field “state”/],
    ['errors', /Wrong argument/],
  ];
  for (const [argument, message] of wrong) {
    it(`refuses ${JSON.stringify(argument)}`, () =>
      assert.throws(
        () => readRequestFilter(argument),
        (error) => error instanceof ArgumentError && message.test(error.message),
      ));
  }
});

describe('the request tree, filtered', () => {
  const IMAGE = 'acme/image';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
    fal.record(
      'owned acme/image',
      request('fast', IMAGE, '2026-03-14T13:58:10Z', { durationSeconds: 1 }),
      request('slow', IMAGE, '2026-03-14T13:40:00Z', { durationSeconds: 60 }),
      request('bad', IMAGE, '2026-03-14T13:00:00Z', { statusCode: 500 }),
    );
  });

  const filtered = async (filter: RequestFilter): Promise<Explorer> => {
    const explorer = await new Explorer(fal).open(IMAGE);
    explorer.store.setFilter(filter);
    await explorer.open(IMAGE);
    return explorer;
  };

  it('shows what fal answers to it', async () => {
    assert.deepEqual((await filtered({ status: 'error' })).ids(IMAGE), ['bad']);
    assert.deepEqual((await filtered({ since: '30m' })).ids(IMAGE), ['fast', 'slow']);
    assert.deepEqual((await filtered({ sortBy: 'duration' })).ids(IMAGE), ['slow', 'bad', 'fast']);
    assert.deepEqual((await filtered({ until: '30m' })).ids(IMAGE), ['bad']);
  });

  it('does not blame an order for an app without requests', async () => {
    fal.apps = [...(fal.apps ?? []), app('acme/quiet')];
    const explorer = await new Explorer(fal).open();
    explorer.store.setFilter({ sortBy: 'duration' });
    await explorer.open('acme/quiet');
    assert.match(await explorer.text(), /No requests in 24 h/);
  });

  for (const since of ['15m', '7d']) {
    it(`does not blame the bare range ${since} for it, which fal may lag behind`, async () => {
      fal.apps = [app('acme/quiet')];
      const explorer = await new Explorer(fal).open();
      explorer.store.setFilter({ since });
      await explorer.open('acme/quiet');
      assert.match(
        await explorer.text(),
        /\[info\] No requests in (?:15 min|7 d) \| Refresh · fal may lag some minutes/,
      );
    });
  }

  it('says that nothing matches, and offers to clear it', async () => {
    const explorer = await filtered({ status: 'user_error', since: '1h' });
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] acme/image
        [filter] No request matches | Clear Filter · user errors · 1 h
      `),
    );
    const [note] = explorer.tree.children(explorer.find(IMAGE));
    assert.deepEqual(explorer.tree.node(note ?? assert.fail()).action, { kind: 'clearFilter' });
    explorer.store.setFilter({});
    await explorer.open(IMAGE);
    assert.deepEqual(explorer.ids(IMAGE), ['fast', 'slow', 'bad']);
  });

  it('keeps what is open, and lets no answer in that was asked for with another filter', async () => {
    const explorer = await new Explorer(fal).open(IMAGE);
    const release = fal.hold();
    const late = explorer.tree.refresh(false);
    await new Promise(setImmediate);
    explorer.store.setFilter({ status: 'error' });
    release();
    await late;
    assert.ok(explorer.tree.isExpanded(explorer.find(IMAGE)));
    await explorer.open(IMAGE);
    assert.deepEqual(explorer.ids(IMAGE), ['bad']);
  });

  it('lets go of rows that fall out of its range', async () => {
    const explorer = await filtered({ since: '30m' });
    fal.now += 15 * 60_000;
    await explorer.tree.refresh(false);
    assert.deepEqual(explorer.ids(IMAGE), ['fast']);
  });

  it('says so where its range has left every row behind, and with them what led on', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await filtered({ since: '1h', status: 'success' });
    fal.now += 30 * 60_000;
    fal.record('owned acme/image', ...burst('b', IMAGE, '2026-03-14T14:29:00Z', 120));
    await explorer.tree.refresh(false);
    assert.equal(explorer.ids(IMAGE).filter((id) => id.startsWith('(Load more')).length, 2);
    fal.now += 40 * 60_000;
    await explorer.tree.refresh(false);
    assert.deepEqual(
      explorer.ids(IMAGE).slice(-2),
      ['b-71', '(Load more)'],
      'the gap below may hold some in the range',
    );
    fal.now += 40 * 60_000;
    await explorer.tree.refresh(false);
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] acme/image
        [filter] No request matches | Clear Filter · successes · 1 h
      `),
    );
  });

  it('shows none of a page that lay before its range when that page came', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:00:40Z', 120));
    fal.record('owned acme/image', ...burst('b', IMAGE, '2026-03-14T13:59:00Z', 48));
    const explorer = await filtered({ since: '1h', status: 'success' });
    fal.now += 20_000;
    await explorer.loadMore();
    assert.deepEqual([explorer.ids(IMAGE).length, explorer.ids(IMAGE).at(-1)], [71, 'a-100']);
  });

  it('pins both ends of a range while paging', async () => {
    fal.record('owned acme/image', ...burst('a', IMAGE, '2026-03-14T13:59:00Z', 120));
    const explorer = await filtered({ since: '1h', status: 'success' });
    fal.now += 60_000;
    await explorer.loadMore();
    const { cursor, start, end, status } = fal.asked.at(-1) ?? assert.fail();
    assert.deepEqual(
      { cursor, start, end, status },
      {
        cursor: 'opaque:50',
        start: '2026-03-14T13:00:00.000Z',
        end: '2026-03-14T13:59:00.001Z',
        status: 'success',
      },
    );
  });
});
