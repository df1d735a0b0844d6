import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FalRequest } from '../../../src/core/fal/types';
import type { RequestFilter } from '../../../src/core/requests/requestFilter';
import { Explorer } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';
import { runs } from '../../support/runs';

const IMAGE = 'acme/image';

describe('whatever happens to an app’s requests', () => {
  type Step = (explorer: Explorer, fal: SmallFal) => Promise<unknown>;
  let recorded = 0;
  const record =
    (count: number, lateMs: number): Step =>
    (_, fal) => {
      const last = new Date(fal.now - lateMs).toISOString();
      const rows = burst(`r${recorded++}`, IMAGE, last, count);
      fal.record(
        'owned acme/image',
        ...rows.map((row, at) => ({ ...row, durationSeconds: (at * 37) % 101 })),
      );
      return Promise.resolve();
    };
  const run: Step = (_, fal) => {
    const at = new Date(fal.now).toISOString();
    fal.record('owned acme/image', request(`running-${recorded++}`, IMAGE, at, { endedAt: undefined }));
    return Promise.resolve();
  };
  const end: Step = (_, fal) => {
    fal.record(
      'owned acme/image',
      request(`running-${recorded - 1}`, IMAGE, new Date(fal.now).toISOString()),
    );
    return Promise.resolve();
  };
  const refresh: Step = (explorer) => explorer.tree.refresh(false);
  const refreshByHand: Step = (explorer) => explorer.tree.refresh(true);
  const children = (explorer: Explorer) => explorer.tree.children(explorer.tree.children()[0]);
  const loadMore =
    (which: number): Step =>
    (explorer) => {
      const more = children(explorer).filter(({ kind }) => kind === 'more');
      return explorer.tree.loadMore(more[which % more.length]?.id ?? '');
    };
  const wait =
    (minutes: number): Step =>
    (_, fal) =>
      Promise.resolve((fal.now += minutes * 60_000));
  const arrive: Step = async (explorer, fal) => {
    await record(60, 0)(explorer, fal);
    await refresh(explorer, fal);
  };
  const step = fc.oneof(
    fc.constant(arrive),
    fc.tuple(fc.integer({ min: 1, max: 130 }), fc.constantFrom(0, 0, 90_000)).map((args) => record(...args)),
    fc.constantFrom(run, end, refreshByHand),
    { arbitrary: fc.constant(refresh), weight: 3 },
    { arbitrary: fc.nat(3).map(loadMore), weight: 3 },
    fc.constantFrom(1, 20, 50).map(wait),
  );
  const filters = fc.constantFrom<RequestFilter>(
    {},
    { since: '1h' },
    { since: '30m', status: 'success' },
    { since: '1h', sortBy: 'duration' },
  );
  const follow = async (
    filter: RequestFilter,
    steps: readonly Step[],
    check: (explorer: Explorer) => void,
    keepsPlaces = false,
  ) => {
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE)];
    fal.keepsPlaces = keepsPlaces;
    const explorer = new Explorer(fal);
    explorer.store.setFilter(filter);
    await explorer.open(IMAGE);
    for (const each of steps) {
      await each(explorer, fal);
      check(explorer);
    }
  };

  it('no two nodes below it have the same id', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.array(step, { maxLength: 25 }), async (filter, steps) => {
        await follow(filter, steps, (explorer) => {
          const ids = children(explorer).map(({ id }) => id);
          assert.equal(new Set(ids).size, ids.length);
        });
      }),
      { numRuns: runs(15) },
    );
  });

  it('those that ended stand in order, where fal goes on from where it was', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.array(step, { maxLength: 25 }), async (filter, steps) => {
        const rankOf = ({ durationSeconds, endedAt }: FalRequest) =>
          filter.sortBy === 'duration' ? durationSeconds : endedAt;
        const check = (explorer: Explorer) => {
          const ranks = children(explorer)
            .map((ref) => (ref.kind === 'request' ? explorer.store.find(IMAGE, ref.requestId) : undefined))
            .flatMap((row) => (row?.endedAt === undefined ? [] : (rankOf(row) ?? 0)));
          assert.deepEqual(
            ranks,
            ranks.toSorted((a, b) => b - a),
          );
        };
        await follow(filter, steps, check, true);
      }),
      { numRuns: runs(30) },
    );
  });

  it('what is drawn anew piece by piece is what a tree drawn whole would show', async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.array(step, { maxLength: 15 }), async (filter, steps) => {
        await follow(filter, steps, (explorer) => {
          assert.deepEqual(explorer.handedOut(explorer.tree.children()[0]), children(explorer));
        });
      }),
      { numRuns: runs(15) },
    );
  });
});
