import assert from 'node:assert/strict';
import { createTimes } from '../../../src/core/base/times';
import { createFalClient } from '../../../src/core/fal/client';
import { NodeTree } from '../../../src/core/requests/nodeTree';
import { RequestStore } from '../../../src/core/requests/store';
import { API_PRESET_KEY, FAKE_KEY, startFakeFal, type BehaviourName, type FakeFal } from '../../fake/fakeFal';
import { nodeLine } from '../../support/treeText';
import { holdToSpec } from '../holdToSpec';

describe('the request tree over HTTP', () => {
  let fal: FakeFal;
  holdToSpec(() => fal);
  before(async () => {
    fal = await startFakeFal({ now: () => Date.parse('2026-03-14T14:00:00Z') });
  });
  after(() => fal.close());
  afterEach(() => fal.behaveWell());

  const openTree = async (key = FAKE_KEY, endpoints: readonly string[] = []) => {
    const logged: string[] = [];
    const note = (message: string) => void logged.push(message);
    const log = { debug: note, info: note, warn: note, error: note };
    const client = createFalClient({ apiUrl: () => fal.url, key: () => Promise.resolve(key), fetch, log });
    const now = () => Date.parse('2026-03-14T14:00:00Z');
    const store = new RequestStore({ ...client, endpoints: () => endpoints, now, log });
    const times = createTimes('en', 'UTC');
    const tree = new NodeTree(store, () => ({ now: now(), times }));
    await tree.open();
    const find = (label: string) => {
      const ref = tree.children().find((each) => each.kind === 'endpoint' && each.endpointId === label);
      assert.ok(ref, label);
      return ref;
    };
    const rowsOf = async (label: string) => {
      await tree.open(find(label));
      return tree.children(find(label));
    };
    const text = () => tree.children().map((ref) => nodeLine(tree.node(ref)));
    return { tree, rowsOf, text, logged };
  };

  it('lists the apps of the key', async () => {
    const { text } = await openTree(FAKE_KEY, ['fal-ai/flux/dev']);
    assert.deepEqual(text(), [
      '[pinned] fal-ai/flux/dev | made with this key',
      '[server-process] clip-maker',
      '[server-process] portrait-studio',
      '[server-process] support-chat',
      '[server-process] untouched',
      '[server-process] voice-notes',
    ]);
  });

  it('loads page after page until it has every request of an app and its routes once', async () => {
    const { tree, rowsOf } = await openTree();
    let rows = await rowsOf('scope-demo/portrait-studio');
    for (let last = rows.at(-1); last?.kind === 'more'; last = rows.at(-1)) {
      await tree.loadMore(last.id);
      rows = await rowsOf('scope-demo/portrait-studio');
    }
    const dayAgo = Date.parse('2026-03-13T14:00:00Z');
    const expected = fal.world.requests.filter(
      ({ source, endpointId, endedAt, sentAt }) =>
        source === 'owned' &&
        /^scope-demo\/portrait-studio(\/|$)/.test(endpointId) &&
        (endedAt ?? sentAt) >= dayAgo,
    );
    const shown = rows.flatMap((ref) => (ref.kind === 'request' ? [ref.requestId] : []));
    assert.ok(shown.length > 50, `${shown.length} rows`);
    assert.deepEqual(shown.sort(), expected.map(({ requestId }) => requestId).sort());
  });

  it('says that an app had no requests', async () => {
    const { tree, rowsOf } = await openTree();
    assert.match(
      (await rowsOf('scope-demo/untouched')).map((ref) => tree.node(ref).label).join(),
      /^No requests/,
    );
  });

  it('shows what is pinned where the key may not list apps', async () => {
    const { text, tree, rowsOf } = await openTree(API_PRESET_KEY, ['scope-demo/clip-maker']);
    assert.deepEqual(text(), [
      '[error] Key may not list apps | Set a Read-only or Full key',
      '[pinned] scope-demo/clip-maker',
    ]);
    assert.equal(
      tree.node((await rowsOf('scope-demo/clip-maker'))[0] ?? assert.fail()).context.split(' ')[0],
      'request',
    );
  });

  const faults: readonly (readonly [BehaviourName, RegExp])[] = [
    ['401', /^$/],
    ['403', /Key may not list apps/],
    ['404', /fal lists no apps here/],
    ['501', /fal lists no apps here/],
    ['429-seconds', /until .*:00:07/],
    ['429', /until .*:01:00/],
    ['500-empty', /fal has trouble \(500\)/],
    ['html-502', /fal has trouble \(502\)/],
    ['html', /Unknown answer of fal/],
    ['missing-field', /Unknown answer of fal/],
    ['invalid-json', /Unknown answer of fal/],
    ['reset', /fal cannot be reached/],
  ];
  for (const [behaviour, label] of faults) {
    it(`says in words what ${behaviour} means, and never the key`, async () => {
      fal.behaveAlways('listApps', behaviour);
      const { tree, text, logged } = await openTree();
      assert.match(text().join('\n'), label);
      const said = JSON.stringify([
        tree.children().map((ref) => [tree.node(ref), tree.tooltip(ref)]),
        logged,
      ]);
      assert.ok(!said.includes(FAKE_KEY) && !said.includes(FAKE_KEY.split(':')[1] ?? ''));
    });
  }
});
