import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { EndpointSummary } from '../../../src/core/fal/types';
import { answered, Explorer, lines, openAnswered } from './explorer';
import { app, SmallFal } from './smallFal';

describe('an app’s row says how it goes', () => {
  const IMAGE = 'acme/image';
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE), app('acme/video', { endpoints: ['acme/video', 'acme/video/turbo'] })];
  });

  const summary = (endpointId: string, more: Partial<EndpointSummary> = {}): EndpointSummary => ({
    endpointId,
    requests: 100,
    userErrors: 0,
    errors: 0,
    medianSeconds: 2.34,
    ...more,
  });
  const open = (room?: number): Promise<Explorer> => openAnswered(fal, room);
  const refresh = async ({ tree }: Explorer, isByHand = false): Promise<void> => {
    await tree.refresh(isByHand);
    await answered();
  };

  it('requests, share of failures, median and queue; an app’s routes together', async () => {
    fal.summaries = [
      summary(IMAGE, { requests: 12_345, userErrors: 40, errors: 2 }),
      summary('acme/video', { requests: 10, errors: 9 }),
      summary('acme/video/turbo', { requests: 10, errors: 2, medianSeconds: 70 }),
    ];
    fal.queued = { 'acme/video': 7 };
    const explorer = await open();
    assert.equal(
      await explorer.text(),
      lines(`
      [server-process] image | 0.3 % failed · 12k requests · median 2.3 s
      [server-process] video | 7 queued · 55 % failed · 20 requests · median 2.3 s to 1 min 10 s
      `),
    );
    assert.match(
      explorer.tree.node(explorer.find('acme/video')).spoken,
      /7 queued\. 55 % failed\. 20 requests\./,
    );
    const tooltip = explorer.tree.tooltip(explorer.find(IMAGE))?.text ?? '';
    assert.match(tooltip, /Requests: ` 12345 `.*Failed: ` 42 `.*Queued: ` 0 `/s);
  });

  it('the median of the routes that ran alone', async () => {
    fal.summaries = [
      summary('acme/video', { requests: 10, medianSeconds: 3 }),
      summary('acme/video/turbo', { requests: 0, medianSeconds: 0 }),
    ];
    assert.match(await (await open()).text(), /video \| 10 requests · median 3 s$/);
  });

  const shares: readonly (readonly [number, number, string])[] = [
    [1_000_000, 1, '<0.1 % failed · 1M requests'],
    [3, 1, '33 % failed · 3 requests'],
    [9, 9, '100 % failed · 9 requests'],
    [10_000, 9999, '100 % failed · 10k requests'],
    [5, 0, '5 requests'],
  ];
  for (const [requests, errors, expected] of shares) {
    it(`reads “${expected}”`, async () => {
      fal.summaries = [summary(IMAGE, { requests, errors, medianSeconds: undefined })];
      const explorer = await open();
      assert.equal(explorer.tree.node(explorer.find(IMAGE)).description, expected);
    });
  }

  it('for a minute; then it is asked for again, and only what changed is drawn', async () => {
    fal.summaries = [summary(IMAGE), summary('acme/video')];
    const explorer = await open();
    const asked = fal.askedHealth.length;
    fal.now += 59_000;
    await refresh(explorer);
    assert.equal(fal.askedHealth.length, asked);
    fal.summaries = [summary(IMAGE), summary('acme/video', { requests: 101 })];
    fal.now += 1000;
    explorer.redrawn = [];
    await refresh(explorer);
    assert.ok(fal.askedHealth.length > asked);
    assert.deepEqual(explorer.redrawn, ['acme/video']);
  });

  it('while it is in sight: the other 170 of 200 apps are asked about once they come in sight', async () => {
    fal.apps = Array.from({ length: 200 }, (_, index) => app(`acme/app-${index}`));
    fal.summaries = fal.apps.map(({ endpointId }, index) => summary(endpointId, { requests: index }));
    const explorer = await open(30);
    assert.equal(fal.askedHealth.filter((asked) => asked === '30 apps').length, 1);
    assert.equal(fal.askedHealth.length, 31);
    const far = explorer.find('acme/app-150');
    assert.equal(explorer.tree.node(far).description, '');
    await explorer.tree.look('acme/app-150');
    assert.match(explorer.tree.node(far).description ?? '', /^150 requests/);
    assert.deepEqual(fal.askedHealth.slice(31), ['1 apps', 'queue of acme/app-150']);
    fal.now += 60_000;
    await refresh(explorer);
    assert.equal(fal.askedHealth.length, 33 + 31, 'it is out of sight again');
  });

  it('of more than fifty in sight by two questions, and of four queues at once', async () => {
    fal.apps = Array.from({ length: 60 }, (_, index) => app(`acme/app-${index}`));
    let underWay = 0;
    let most = 0;
    fal.countQueued = async (appId) => {
      fal.askedHealth.push(`queue of ${appId}`);
      most = Math.max(most, ++underWay);
      await answered();
      underWay--;
      return 0;
    };
    await open();
    while (underWay > 0) await answered();
    assert.deepEqual(
      fal.askedHealth.filter((asked) => asked.endsWith('apps')),
      ['50 apps', '10 apps'],
    );
    assert.equal(fal.askedHealth.length, 62);
    assert.equal(most, 4);
  });

  it('at once when someone refreshes by hand', async () => {
    const explorer = await open();
    const asked = fal.askedHealth.length;
    await refresh(explorer, true);
    assert.equal(fal.askedHealth.length, 2 * asked);
  });

  it('as soon as someone points at it, if it is older than a minute', async () => {
    fal.queued = { [IMAGE]: 3 };
    const explorer = await open();
    const image = explorer.find(IMAGE);
    assert.equal(explorer.tree.node(image).description, '3 queued');
    fal.queued = { [IMAGE]: 4 };
    fal.now += 59_000;
    explorer.redrawn = [];
    await explorer.tree.look(IMAGE);
    assert.deepEqual(explorer.redrawn, []);
    fal.now += 1000;
    await explorer.tree.look(IMAGE);
    assert.equal(explorer.tree.node(image).description, '4 queued');
    assert.deepEqual(explorer.redrawn, [IMAGE]);
  });

  it('on its routes, too, which stand and fall with their app', async () => {
    fal.summaries = [summary('acme/video'), summary('acme/video/turbo', { requests: 20 })];
    const explorer = await new Explorer(fal).open('acme/video');
    await answered();
    assert.match(await explorer.text(), /turbo \| 20 requests/);
    assert.equal(explorer.tree.node(explorer.find('/turbo')).app, 'acme/video');
  });

  it('in the range of the filter', async () => {
    const explorer = await open();
    explorer.store.setFilter({ since: '1h', until: '30m' });
    await answered();
    assert.equal(
      fal.askedHealth.findLast((asked) => asked.startsWith('2 apps')),
      '2 apps since 2026-03-14T13:00:00.000Z until 2026-03-14T13:30:00.000Z',
    );
  });

  it('as before while fal limits us, which is not asked sooner than it says', async () => {
    fal.summaries = [summary(IMAGE)];
    const explorer = await open();
    const before = await explorer.text();
    fal.fail('health', { kind: 'rateLimited', retryAfterMs: 300_000 });
    fal.now += 61_000;
    await refresh(explorer);
    const asked = fal.askedHealth.length;
    fal.now += 200_000;
    await refresh(explorer, true);
    assert.equal(await explorer.text(), before);
    assert.equal(fal.askedHealth.length, asked);
  });

  it('or waits with all that it asks by itself', async () => {
    fal.fail('health', { kind: 'rateLimited', retryAfterMs: 300_000 });
    const explorer = await open();
    assert.equal(explorer.store.quietUntil(), fal.now + 300_000);
  });

  it('though the key may not read the queue of one of them', async () => {
    fal.summaries = [summary(IMAGE, { requests: 1 }), summary('acme/video', { requests: 2 })];
    fal.countQueued = (appId) => {
      fal.askedHealth.push(`queue of ${appId}`);
      const refusal = new FalError({ kind: 'refused', status: 403, falSays: '' });
      return appId === 'acme/video' ? Promise.reject(refusal) : Promise.resolve(3);
    };
    const explorer = await open();
    assert.match(await explorer.text(), /image \| 3 queued/);
    fal.now += 61_000;
    await refresh(explorer);
    assert.deepEqual(
      fal.askedHealth.filter((asked) => asked.startsWith('queue')),
      [`queue of ${IMAGE}`, 'queue of acme/video', `queue of ${IMAGE}`],
    );
  });

  it('and is drawn again where its tooltip alone would say otherwise', async () => {
    fal.summaries = [summary(IMAGE, { requests: 12_345 })];
    const explorer = await open();
    fal.summaries = [summary(IMAGE, { requests: 12_346 })];
    fal.now += 61_000;
    explorer.redrawn = [];
    await refresh(explorer);
    assert.deepEqual(explorer.redrawn, [IMAGE]);
    assert.doesNotMatch(explorer.tree.tooltip(explorer.find(IMAGE))?.text ?? '', /As of/);
  });

  it('in its own range, though a question for another range is under way', async () => {
    const explorer = await open();
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    explorer.questions.summarise = ({ start = '' }, signal) => {
      asked.push(start);
      return new Promise((resolve, reject) => {
        answers.push(() => resolve([summary(IMAGE, { requests: start === '' ? 1 : 2 })]));
        signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      });
    };
    fal.now += 61_000;
    await refresh(explorer, true);
    explorer.store.setFilter({ since: '1h' });
    await answered();
    for (const answer of answers) answer();
    await answered();
    assert.deepEqual(asked, ['', '2026-03-14T13:01:01.000Z']);
    assert.match(await explorer.text(), /image \| 2 requests/);
    assert.deepEqual(explorer.logged, []);
  });

  it('without its queue once that cannot be asked for', async () => {
    fal.summaries = [summary(IMAGE)];
    fal.queued = { [IMAGE]: 3 };
    const explorer = await open();
    assert.match(await explorer.text(), /image \| 3 queued · 100 requests/);
    fal.fail('queue', { kind: 'unreachable', what: 'timeout' });
    fal.now += 61_000;
    await refresh(explorer);
    assert.match(await explorer.text(), /image \| 100 requests/);
  });

  it('or nothing, with a word in the log, where an answer breaks what asks', async () => {
    fal.countQueued = () => Promise.reject(new TypeError('no figure'));
    fal.summaries = [summary(IMAGE)];
    const explorer = await open();
    assert.match(explorer.logged.join(), /no figure/);
    assert.match(explorer.tree.node(explorer.find(IMAGE)).description ?? '', /^100 requests/);
  });

  it('though one of fifty apps is not known any more', async () => {
    fal.apps = Array.from({ length: 50 }, (_, index) => app(`acme/app-${index}`));
    fal.summaries = fal.apps.map(({ endpointId }) => summary(endpointId));
    fal.gone = 'acme/app-13';
    const explorer = await open();
    const silent = explorer.tree.children().filter((ref) => explorer.tree.node(ref).description === '');
    assert.deepEqual(
      silent.map((ref) => explorer.tree.node(ref).label),
      ['app-13'],
    );
  });

  it('and the environment of a pinned app that fal does not list', async () => {
    fal.endpoints = ['acme/image--staging'];
    const explorer = await open();
    assert.match(await explorer.text(), /\[pinned\] image--staging \| staging/);
  });
});
