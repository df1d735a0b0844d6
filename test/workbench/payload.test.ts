import assert from 'node:assert/strict';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';
import { chooseFromMenu } from './pages/menu';

const WIDE = { width: 1400, height: 900 };

/** VS Code itself takes its time with files that large. */
const LARGE_MS = 60_000;

inEachVscode('Inspecting a payload', { key: FAKE_KEY, fake: { data: 'empty' }, size: WIDE }, (workbench) => {
  it('shows input, output, media of each kind and logs of a request from the tree', async () => {
    const { tree, payload, fal } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    const media = (file: string, type: string) => ({
      url: `${fal.origin}/media/${file}`,
      content_type: type,
    });
    const shown = fal.request({
      endpointId: 'acme/painter',
      input: '{"prompt": "a lighthouse at dusk", "seed": 18446744073709551615}',
      output: JSON.stringify({
        images: [media('1.png', 'image/png'), media('expired.png', 'image/png')],
        video: media('2.mp4', 'video/mp4'),
        audio: media('3.wav', 'audio/wav'),
        weights: media('4.safetensors', 'application/octet-stream'),
      }),
    });
    fal.log({ message: 'ERROR: half a lighthouse', labels: { fal_request_id: shown.requestId } });
    await tree.open();
    await tree.expand('acme/painter');
    await tree.click('200');
    await payload.shows('a lighthouse at dusk');
    await payload.shows('18446744073709551615');
    await payload.shows('ERROR: half a lighthouse');
    await payload.shows('The file is gone (404)');
    await payload.shows('4.safetensors');
    const { content } = payload;
    await until('the image is drawn', () =>
      content
        .getByRole('img', { name: '1.png' })
        .evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
    );
    for (const tag of ['video', 'audio'])
      await until(`the ${tag} can be played`, () =>
        content.locator(tag).evaluate((player) => (player as HTMLMediaElement).duration > 0),
      );
  });

  it('shows the first rows of a long answer while the rest is on its way', async () => {
    const { tree, payload, fal } = workbench();
    const output = JSON.stringify({
      greeting: 'first of all',
      items: Array.from({ length: 90_000 }, String),
    });
    fal.request({ endpointId: 'acme/painter', output, statusCode: 206 });
    await tree.press('Refresh');
    await tree.shows('206');
    fal.behave('ownedRequests', 'held-halfway');
    await tree.click('206');
    await payload.shows('first of all');
    await payload.shows('Still on its way…');
    fal.release();
    await payload.shows('90,000 items');
    await tree.click('200');
    await payload.shows('a lighthouse at dusk');
  });

  it('leaves the focus in the tree at first, and takes it when it is asked again', async () => {
    const { tree, page, payload } = workbench();
    const isInTree = () => page.evaluate(() => document.activeElement?.closest('.sidebar') !== null);
    assert.ok(await isInTree());
    await page.keyboard.press('Enter');
    await until('the panel has the focus', async () => !(await isInTree()));
    await tree.row('200').click({ modifiers: ['ControlOrMeta'] });
    await payload.shows('a lighthouse at dusk');
  });

  it('copies from the menu of a row', async () => {
    const { payload, page } = workbench();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const row = payload.content.getByRole('treeitem', { name: /^seed/ });
    await chooseFromMenu(page, row, 'Copy Path');
    await payload.content.getByRole('status').getByText('Copied.').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'seed');
  });

  it('finds what is out of sight', async () => {
    const { payload, page } = workbench();
    await payload.content.getByRole('treeitem', { name: /^seed/ }).click();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('octet');
    await payload.shows('1 of 1');
    await page.keyboard.press('Escape');
  });

  it('is still there after a reload, with its media', async () => {
    await workbench().reload();
    const { payload } = workbench();
    await payload.shows('a lighthouse at dusk');
    await until('the image is drawn', () =>
      payload.content
        .getByRole('img', { name: '1.png' })
        .evaluate((image) => (image as HTMLImageElement).naturalWidth > 0),
    );
  });

  it('leads from an error to its field', async () => {
    const { palette, inputBox, payload, fal } = workbench();
    const failed = fal.request({
      endpointId: 'acme/painter',
      statusCode: 422,
      input: JSON.stringify({
        prompt: 'x',
        deep: { list: Array.from({ length: 500 }, (_, at) => ({ at })) },
      }),
      output: JSON.stringify({ detail: [{ loc: ['body', 'deep', 'list', 321, 'at'], msg: 'Too many' }] }),
    });
    await palette.run('fal: Open Request');
    await inputBox.answer('Open Request', failed.requestId);
    await payload.content.getByRole('button', { name: 'deep.list[321].at' }).click();
    await payload.content.getByRole('treeitem', { name: 'at: 321', selected: true }).waitFor();
  });

  it('opens whole as one document', async () => {
    const { inputBox, page, payload } = workbench();
    const actions = page.locator('.editor-actions');
    await actions.getByRole('button', { name: 'Open Input / Output as JSON' }).first().click();
    await inputBox.choose('Open which part?', 'Whole Request');
    await page.locator('.view-line').filter({ hasText: '"request_id"' }).first().waitFor();
    await page.locator('.tab.active').first().click({ button: 'middle' });
    await payload.shows('deep.list[321].at');
  });

  it('is compared with another from its title bar', async () => {
    const { inputBox, page, fal } = workbench();
    const other = fal.request({ endpointId: 'acme/painter', input: '{"prompt":"y"}', output: '{}' });
    await page.locator('.editor-actions').getByRole('button', { name: 'Compare Requests' }).first().click();
    await inputBox.answer('Open Request', other.requestId);
    await inputBox.choose('Compare what?', 'Inputs');
    await page.locator('.editor.modified .view-line').filter({ hasText: '"y"' }).first().waitFor();
    const title = await page.locator('.tab.active').first().innerText();
    assert.ok(title.includes(other.requestId.slice(-8)), title);
  });

  it('opens as a document and is compared where it is larger than VS Code lets extensions see', async () => {
    const { palette, inputBox, payload, page, fal } = workbench();
    const [large, other] = ['a whale', 'an elephant'].map((of) =>
      fal.request({
        endpointId: 'acme/painter',
        input: JSON.stringify({ of }),
        output: JSON.stringify({ of, image: 'A'.repeat(52_000_000) }),
      }),
    );
    assert.ok(large !== undefined && other !== undefined);
    await palette.run('fal: Open Request');
    await inputBox.answer('Open Request', large.requestId);
    await payload.shows('a whale');
    await palette.run('fal: Open Input / Output as JSON');
    await inputBox.choose('Open which part?', 'Output');
    const line = (editor: string, text: string) =>
      page.locator(`${editor} .view-line`).filter({ hasText: text }).first().waitFor({ timeout: LARGE_MS });
    await line('.editor-instance', '"of": "a whale"');
    await page.locator('.tab.active').first().click({ button: 'middle' });
    await payload.shows('a whale');
    await page.locator('.editor-actions').getByRole('button', { name: 'Compare Requests' }).first().click();
    await inputBox.answer('Open Request', other.requestId);
    await inputBox.choose('Compare what?', 'Outputs');
    await line('.editor.original', '"of": "a whale"');
    await line('.editor.modified', '"of": "an elephant"');
  }).timeout(4 * LARGE_MS);
});

inEachVscode('Inspecting without a key', { fake: { data: 'empty' } }, (workbench) => {
  it('says after a reload that its account was removed, and is shown as the one switched to', async () => {
    const { palette, inputBox, payload, dialog, notifications, fal } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    const shown = fal.request({ endpointId: 'acme/painter', input: '{"prompt":"later"}', output: '1' });
    await palette.run('fal: Set API Key');
    await inputBox.answer('Set API Key', FAKE_KEY);
    await notifications.says('The API key works and is stored.');
    await palette.run('fal: Open Request');
    await inputBox.answer('Open Request', shown.requestId);
    await payload.shows('later');
    await palette.run('fal: Remove API Key');
    await dialog.press('Remove the API key from this computer?', 'Remove');
    await notifications.says('The API key was removed');
    await workbench().reload();
    await payload.shows('This account was removed');
    await payload.content.getByRole('button', { name: 'Switch Account' }).click();
    await inputBox.choose('Switch Account', 'Add Account');
    await inputBox.answer('Set API Key', FAKE_KEY);
    await payload.shows('later');
  });
});
