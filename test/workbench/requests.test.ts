import assert from 'node:assert/strict';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

const options = {
  key: FAKE_KEY,
  fake: { data: 'empty' as const },
  settings: { 'fal.endpoints': ['fal-ai/flux/dev'] },
};

inEachVscode('The request explorer', options, (workbench) => {
  it('offers on each row what applies to it', async () => {
    const { tree, fal } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    fal.request({
      endpointId: 'acme/painter',
      statusCode: 201,
      runnerId: 'c0ffee00-0000-4000-8000-000000000000',
    });
    fal.request({ endpointId: 'acme/painter', statusCode: 500 });
    fal.request({ source: 'made', endpointId: 'fal-ai/flux/dev', statusCode: 202 });
    await tree.open();
    await tree.expand('acme/painter');
    await tree.expand('fal-ai/flux/dev');
    await tree.shows('201');
    await tree.shows('202');
    assert.deepEqual(await tree.menu('acme/painter'), ['Tail Logs', 'Open on fal.ai']);
    assert.deepEqual(await tree.menu('fal-ai/flux/dev'), ['Open on fal.ai', 'Unpin']);
    const request = ['Open Request…', 'Open Input / Output as JSON'];
    const others = ['Copy As', 'Open on fal.ai', 'Delete Payloads…'];
    assert.deepEqual(await tree.menu('201'), [...request, 'Tail Logs', 'Tail Logs of Its Runner', ...others]);
    assert.deepEqual(await tree.menu('500'), [...request, 'Tail Logs', ...others]);
    assert.deepEqual(await tree.menu('202'), [...request, ...others]);
  });

  it('offers on a route what it offers on its app, and on a note the next step', async () => {
    const { tree, fal } = workbench();
    fal.world.app({
      owner: 'studio',
      name: 'canvas',
      endpoints: ['studio/canvas', 'studio/canvas/turbo'],
    });
    await tree.press('Refresh');
    await tree.expand('studio/canvas');
    await tree.shows('/turbo');
    assert.deepEqual(await tree.menu('/turbo'), ['Tail Logs', 'Open on fal.ai']);
    assert.deepEqual(await tree.inline('No requests in 24 h'), ['Refresh']);
  });

  it('offers to compare where two are selected', async () => {
    const { tree } = workbench();
    await tree.row('201').click({ modifiers: ['ControlOrMeta'] });
    await tree.row('500').click({ modifiers: ['ControlOrMeta'] });
    assert.deepEqual(await tree.menu('500'), ['Compare Selected', 'Copy As']);
  });

  it('filters from its title, says what is on, and clears it there', async () => {
    const { tree, page, inputBox } = workbench();
    await tree.press('Filter Requests…');
    await inputBox.choose('Filter Requests', 'Errors (5xx)');
    await until('only the error is left', async () => !(await tree.text()).includes('201'));
    await inputBox.choose('Filter Requests', 'Last hour');
    await page.keyboard.press('Escape');
    await until('the title says so', async () => (await tree.heading()).includes('errors · 1 h'));
    await tree.shows('500');
    assert.match((await tree.buttons()).join(), /Change Request Filter.*Clear Request Filter/);
    await tree.press('Clear Request Filter');
    await tree.shows('201');
    assert.doesNotMatch(await tree.heading(), /errors/);
  });

  it('marks a range of one’s own as on', async () => {
    const { tree, page, inputBox } = workbench();
    await tree.press('Filter Requests…');
    await inputBox.choose('Filter Requests', 'Another range…');
    await inputBox.answer('Filter Requests', 'yesterday');
    await until('it says what it takes', async () =>
      (await inputBox.message()).includes('“Since”: it takes a span such as 30s'),
    );
    for (const text of ['3h', '']) await inputBox.answer('Filter Requests', text);
    await until('the title says so', async () => (await tree.heading()).includes('3 h'));
    await tree.press('Change Request Filter');
    await inputBox.opened('Filter Requests');
    await until('it is marked', async () => /^Another range… on$/m.test(await inputBox.rows()));
    await page.keyboard.press('Escape');
    await tree.press('Clear Request Filter');
    await tree.shows('201');
  });

  it('walks the failures by a key', async () => {
    const { tree, page } = workbench();
    await tree.click('acme/painter');
    await tree.expand('acme/painter');
    await tree.shows('500');
    await page.keyboard.press('F8');
    await until(
      'the failure is selected',
      async () => (await tree.row('500').getAttribute('aria-selected')) === 'true',
    );
  });

  it('deletes payloads once that was confirmed, shows what became of each file, and shows them no more', async () => {
    const { tree, page, fal, dialog, notifications, payload } = workbench();
    const [request] = fal.world.requests;
    assert.ok(request);
    const links = ['one.png', 'locked.png'].map((name) => `https://v3.fal.media/files/a/${name}`);
    fal.world.requests[0] = { ...request, input: '{"prompt":"cat"}', output: JSON.stringify(links) };
    await tree.click('201');
    await payload.shows('cat');
    const choose = async (button: string): Promise<void> => {
      await tree.choose('201', 'Delete Payloads…');
      await dialog.press(request.requestId, button);
    };
    await choose('Cancel');
    assert.equal(fal.askedFor('deletePayloads').length, 0);
    await choose('Delete');
    await notifications.says('Files that stay: 1 of 2.');
    assert.equal(fal.world.requests[0].output, undefined);
    await payload.shows('The payloads were deleted.');
    await notifications.press('Files that stay: 1 of 2.', 'Show Files');
    const list = page.locator('.quick-input-widget');
    await list.filter({ hasText: 'The file is locked' }).waitFor();
    await page.keyboard.press('Escape');
  });
});
