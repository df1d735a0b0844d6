import assert from 'node:assert/strict';
import type { FalRequest } from '../../../src/core/fal/types';
import { ChunkedRows } from '../../../src/core/requests/chunkedRows';
import type { NodeRef } from '../../../src/core/requests/nodeRef';
import { RefBook } from '../../../src/core/requests/refBook';
import type { PageMark } from '../../../src/core/requests/requestHistory';
import { rowsOf } from '../../../src/core/requests/rows';
import { Explorer } from './explorer';
import { app, burst, request, SmallFal } from './smallFal';

const IMAGE = 'acme/image';

describe('a node of the request tree', () => {
  let fal: SmallFal;
  beforeEach(() => {
    fal = new SmallFal('2026-03-14T14:00:00Z');
    fal.apps = [app(IMAGE, { endpoints: [IMAGE, `${IMAGE}/fast`] })];
  });
  const tooltipOf = ({ tree }: Explorer, ref: NodeRef) => tree.tooltip(ref)?.text;

  it('that is a request or a note has nothing below it and asks fal nothing', async () => {
    fal.record(`owned ${IMAGE}`, request('1', IMAGE, '2026-03-14T13:58:10Z'));
    const { tree, find } = await openWith(IMAGE);
    const row = find('13:58:10');
    await new Promise(setImmediate);
    const asked = fal.asked.length + fal.askedHealth.length;
    assert.deepEqual(tree.children(row), []);
    await tree.open(row);
    assert.equal(tree.node(row).app, undefined);
    await tree.setExpanded(row, true);
    assert.equal(tree.isExpanded(row), false);
    await tree.loadMore(row.id);
    assert.equal(fal.asked.length + fal.askedHealth.length, asked);
  });

  const openWith = async (...labels: string[]) => {
    const explorer = await new Explorer(fal).open(...labels);
    return { explorer, tree: explorer.tree, find: (label: string) => explorer.find(label) };
  };

  it('is found again by what a menu hands back, and by nothing else', async () => {
    fal.record(`owned ${IMAGE}`, request('1', IMAGE, '2026-03-14T13:58:10Z'));
    const { tree, find } = await openWith(IMAGE);
    for (const ref of [find(IMAGE), find('13:58:10')]) assert.equal(tree.find({ id: ref.id }), ref);
    for (const other of [undefined, null, 'x', {}, { id: 7 }, { id: 'owned 1' }])
      assert.equal(tree.find(other), undefined);
  });

  it('tells in its tooltip all that fal told of a request', async () => {
    fal.record(
      `made fal-ai/flux`,
      request('1', 'fal-ai/flux', '2026-03-14T13:58:10Z', {
        ...{ startedAt: undefined, endedAt: undefined, durationSeconds: undefined, statusCode: 302 },
        runnerId: 'runner-1',
        billableUnits: 2.5,
      }),
    );
    fal.endpoints = ['fal-ai/flux'];
    const { explorer, tree, find } = await openWith('fal-ai/flux');
    const [row = assert.fail()] = tree.children(find('fal-ai/flux'));
    const text = tooltipOf(explorer, row) ?? '';
    assert.match(text, /Status: ` Ended with 302\. `/);
    assert.match(text, /Runner: ` runner-1 `.*Billable units: ` 2\.5 `.*Listed: ` made with this key `/s);
    assert.doesNotMatch(text, /Started|Ended:|Waited|Ran|Duration/);
  });

  it('tells in its tooltip why nothing is there', async () => {
    const { explorer, tree, find } = await openWith(IMAGE);
    assert.match(tooltipOf(explorer, find('No requests in 24 h')) ?? '', /some minutes after they end/);
    fal.apps = [];
    fal.endpoints = ['flux'];
    await tree.refresh(true);
    explorer.store.rearrange();
    assert.match(
      tooltipOf(explorer, find('“flux” is no endpoint id')) ?? '',
      /an endpoint id is owner\/name/,
    );
    fal.endpoints = [];
    explorer.store.rearrange();
    assert.match(tooltipOf(explorer, find('This key has no apps')) ?? '', /Deploy one with fal deploy/);
    fal.apps = undefined;
    explorer.store.reset();
    await explorer.open();
    assert.match(tooltipOf(explorer, find('fal lists no apps here')) ?? '', /has no listing of apps/);
  });

  it('has no tooltip while fal is asked', async () => {
    const release = fal.hold();
    const explorer = new Explorer(fal);
    const opened = explorer.open();
    assert.equal(tooltipOf(explorer, explorer.find('Asking fal for your apps…')), undefined);
    release();
    await opened;
  });

  it('that leads to more says in its tooltip why that page did not come', async () => {
    fal.record(`owned ${IMAGE}`, ...burst('r', IMAGE, '2026-03-14T13:58:10Z', 60));
    const { explorer, tree, find } = await openWith(IMAGE);
    const more = find('Load more');
    assert.equal(tooltipOf(explorer, more), undefined);
    fal.fail('owned', { kind: 'unreachable', what: 'reset' });
    await tree.loadMore(more.id);
    assert.match(tooltipOf(explorer, more) ?? '', /fal cannot be reached: reset/);
  });

  it('that was forgotten a moment ago still has a name', async () => {
    fal.record(`owned ${IMAGE}`, ...burst('r', IMAGE, '2026-03-14T13:58:10Z', 60));
    const { explorer, tree, find } = await openWith(IMAGE);
    const more = find('Load more');
    explorer.store.reset();
    assert.equal(tree.node(more).context, 'forgotten');
    await tree.loadMore(more.id);
  });

  it('that was shut and opened again asks anew after a while, and not at once', async () => {
    const { tree, find } = await openWith(IMAGE);
    const image = find(IMAGE);
    const asked = fal.asked.length;
    await tree.setExpanded(image, false);
    await tree.setExpanded(image, true);
    assert.equal(fal.asked.length, asked);
    fal.now += 60_000;
    await tree.setExpanded(image, false);
    await tree.setExpanded(image, true);
    assert.equal(fal.asked.length, asked + 1);
  });

  it('that is opened before fal was asked about it asks nothing by that', async () => {
    const { tree, find } = await openWith();
    await tree.setExpanded(find(IMAGE), true);
    assert.equal(fal.asked.length, 0);
  });

  it('that is a route is not asked about while its app is shut', async () => {
    const { tree, find } = await openWith(IMAGE, '/fast');
    const asked = () => fal.asked.map(({ endpointId }) => endpointId.join());
    await tree.setExpanded(find(IMAGE), false);
    const before = asked().length;
    await tree.refresh(false);
    assert.deepEqual(asked().slice(before), []);
  });
});

describe('the nodes that were handed out', () => {
  const book = new RefBook();
  const parent = book.endpoint(IMAGE);
  const rowsOfThese = (rows: readonly FalRequest[], more?: PageMark) =>
    rowsOf(
      parent,
      {
        listing: () => ({
          source: 'owned',
          isAsking: false,
          stretches: [{ rows: ChunkedRows.of(rows), more }],
        }),
      },
      book,
    );

  it('are forgotten once many have no row any more; those with one stay the same', () => {
    const all = burst('r', IMAGE, '2026-03-14T13:58:10Z', 600);
    const refs = rowsOfThese(all).refs;
    assert.equal(book.findRequest(parent, 'r-1'), refs[599]);
    rowsOfThese(all.slice(0, 1));
    assert.equal(book.findRequest(parent, 'r-600'), refs[0]);
    assert.equal(book.findRequest(parent, 'r-1'), undefined);
  });

  it('are forgotten at once where they led to rows that are there now', () => {
    const all = burst('r', IMAGE, '2026-03-14T13:58:10Z', 2);
    const more = rowsOfThese(all, { end: '2026-03-14T14:00:00Z' }).refs.at(-1) ?? assert.fail();
    assert.equal(book.find(more.id), more);
    rowsOfThese(all);
    assert.equal(book.find(more.id), undefined);
  });
});
