import assert from 'node:assert/strict';
import { FAKE_KEY, type FakeFal } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

const ROWS = 90;
const FIRST_PAGE = 50;
/** A failure near the end of the first page. */
const FAILED = 46;

const options = {
  key: FAKE_KEY,
  fake: { data: 'empty' as const },
  // A refresh would come between.
  settings: { 'fal.requests.autoRefresh': 0 },
};

inEachVscode('An app of many requests', options, (workbench) => {
  it('loads more without moving what is seen or selected', async () => {
    const { tree, page, fal } = workbench();
    addRequests(fal);
    await tree.open();
    await tree.expand('acme/crowd');
    await tree.shows('203');
    await tree.row('acme/crowd').click({ modifiers: ['ControlOrMeta'] });
    await until('the end of the page is in sight', async () => {
      await page.keyboard.press('PageDown');
      return (await tree.row('418').isVisible()) && tree.row('Load more').isVisible();
    });
    const place = async (): Promise<unknown> => (await tree.row('418').boundingBox())?.y;
    const before = await place();
    fal.behave('ownedRequests', 'held');
    await tree.click('Load more');
    await tree.shows('Loading more…');
    await tree.row('418').click({ modifiers: ['ControlOrMeta'] });
    fal.release();
    await tree.shows('204');
    assert.equal(await place(), before);
    assert.equal(await tree.row('418').getAttribute('aria-selected'), 'true');
  });

  it('is walked from failure to failure', async () => {
    const { tree, palette } = workbench();
    await tree.row('204').click({ modifiers: ['ControlOrMeta'] });
    await palette.run('fal: Next Failed Request');
    await until(
      'the failure is selected',
      async () => (await tree.row('418').getAttribute('aria-selected')) === 'true',
    );
  });
});

inEachVscode('A list of 200 apps', options, (workbench) => {
  const asked = (fal: FakeFal) => ({
    summarised: new Set(fal.askedFor('analytics').flatMap(({ query }) => query.endpoint_id ?? [])),
    counted: fal.askedFor('queue').map(({ path }) => path.split('/').at(-2)),
  });

  it('asks fal how those in sight go, and others once they come in sight', async () => {
    const { tree, page, fal } = workbench();
    for (let each = 0; each < 200; each++) fal.world.app({ owner: 'acme', name: `app-${1000 + each}` });
    fal.request({ endpointId: 'acme/app-1000', statusCode: 500 });
    fal.request({ endpointId: 'acme/app-1199', statusCode: 500 });
    await tree.open();
    await tree.shows('100 % failed · 1 request');
    await until('the last in sight is asked about', async () => {
      const last = (await tree.text()).match(/app-\d{4}/g)?.at(-1);
      return last !== undefined && asked(fal).counted.includes(last);
    });
    const { summarised, counted } = asked(fal);
    assert.ok(counted.length < 60, `${counted.length} queues for one screen`);
    assert.ok(summarised.size < 60, `${summarised.size} apps for one screen`);
    assert.ok(!counted.includes('app-1199'));
    await tree.row('app-1000').click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('End');
    await tree.row('app-1199').getByText('100 % failed · 1 request').waitFor();
    assert.ok(asked(fal).counted.length < 120);
  });
});

function addRequests(fal: FakeFal): void {
  fal.world.app({ owner: 'acme', name: 'crowd' });
  const now = Date.now();
  for (let each = 0; each < ROWS; each++)
    fal.request({
      endpointId: 'acme/crowd',
      sentAt: now - (each + 2) * 1000,
      statusCode: each === FAILED ? 418 : each < FIRST_PAGE ? 203 : 204,
    });
}
