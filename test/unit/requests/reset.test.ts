import assert from 'node:assert/strict';
import type { App, FalRequest, Listed, Page } from '../../../src/core/fal/types';
import { RequestStore } from '../../../src/core/requests/store';
import { Explorer } from './explorer';
import { app, burst, SmallFal } from './smallFal';

const ENDPOINTS = Array.from({ length: 9 }, (_, index) => `owner/app-${index}`);
const quiet = () => undefined;

describe('an answer that comes when another account is there', () => {
  const PAGE = { items: burst('r', 'acme/image', '2026-03-14T13:58:10Z', 60) };
  const open = async () => {
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app('acme/image')];
    fal.record('owned acme/image', ...PAGE.items);
    const explorer = await new Explorer(fal).open('acme/image');
    /** A question whose answer comes though it was withdrawn, as it may. */
    const late = <T>(answer: T | Error) => {
      let come = (): void => undefined;
      const coming = new Promise<T>((resolve, reject) => {
        come = () => (answer instanceof Error ? reject(answer) : resolve(answer));
      });
      return { coming, come: () => come() };
    };
    return { fal, explorer, late };
  };

  for (const [what, answer] of [
    ['apps', { items: [app('acme/other')] }],
    ['a failure', new Error('too late')],
  ] as const) {
    it(`brings no ${what} into the tree`, async () => {
      const { explorer, late } = await open();
      const { coming, come } = late<Listed<App>>(answer);
      explorer.questions.listApps = () => coming;
      const refreshed = explorer.tree.refresh(true);
      explorer.store.reset();
      come();
      await refreshed;
      assert.equal(await explorer.text(), '[loading~spin] Asking fal for your apps…');
      assert.deepEqual(explorer.logged, []);
    });
  }

  for (const [what, answer] of [
    ['page', PAGE],
    ['failure', new Error('too late')],
  ] as const) {
    it(`brings no first ${what} and no further one`, async () => {
      for (const ask of [
        (explorer: Explorer) => explorer.tree.refresh(false),
        (explorer: Explorer) => explorer.tree.loadMore(explorer.find('Load more').id),
      ]) {
        const { explorer, late } = await open();
        const { coming, come } = late<Page<FalRequest>>(answer);
        explorer.questions.listRequests = () => coming;
        const asking = ask(explorer);
        await new Promise(setImmediate);
        explorer.store.reset();
        come();
        await asking;
        assert.equal(explorer.store.listing('acme/image'), undefined);
        assert.deepEqual(explorer.logged, []);
      }
    });
  }
});

describe('when another account comes', () => {
  it('nobody who asked for the places of the former is told those of the other', async () => {
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    const { store } = await new Explorer(fal).open();
    const answer = fal.hold();
    const asking = store.findPlaces();
    store.reset();
    answer();
    await assert.rejects(asking, { name: 'AbortError' });
  });

  it('how its apps go is asked at once, though a question of the former waits its turn', async () => {
    const fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app('acme/image')];
    const explorer = await new Explorer(fal).open();
    const { questions, store } = explorer;
    await new Promise(setImmediate);
    const asked: (readonly string[])[] = [];
    questions.summarise = ({ endpointId }) => {
      asked.push(endpointId);
      return new Promise(() => undefined);
    };
    for (let times = 0; times < 2; times++) {
      await explorer.tree.refresh(true);
      await new Promise(setImmediate);
    }
    assert.deepEqual(asked, [['acme/image']]);
    store.reset();
    fal.apps = [app('crew/robots')];
    await explorer.open();
    await new Promise(setImmediate);
    assert.deepEqual(asked, [['acme/image'], ['crew/robots']]);
  });
});

describe('a refresh under way when another account comes', () => {
  it('asks that one for nothing of the other’s', async () => {
    const asked: string[] = [];
    const store = new RequestStore({
      listApps: () => Promise.resolve({ items: [] }),
      listRequests: ({ endpointId }, signal) => {
        asked.push(...endpointId);
        return new Promise((_, reject) =>
          signal?.addEventListener('abort', () => reject(new DOMException('Withdrawn.', 'AbortError'))),
        );
      },
      summarise: () => Promise.resolve([]),
      countQueued: () => Promise.resolve(0),
      endpoints: () => ENDPOINTS,
      now: () => 0,
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    });
    const refreshed = store.refresh(ENDPOINTS, true);
    while (asked.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const askedBefore = [...asked];
    store.reset();
    await refreshed;
    assert.deepEqual(asked, askedBefore);
    assert.ok(asked.length < ENDPOINTS.length);
  });
});
