import assert from 'node:assert/strict';
import { until } from '../support/until';
import { REF, REQUEST } from './openPanel';
import { GOOD, HOSTILE, INPUT, REFUSAL, usePanel } from './panelSuite';

describe('the payload page', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, visible, active, pressAll } = suite;

  it('shows which request it is, how it ended and when, with input beside output', async () => {
    const page = await show(GOOD);
    await page.getByRole('img', { name: 'x.png' }).waitFor();
    await page.getByText('fal has no log lines').waitFor();
    assert.equal(
      await page.locator('main').ariaSnapshot(),
      `- main:
  - heading "fal-ai/flux/dev" [level=1]
  - text: Succeeded (200)
  - button "Find in input and output"
  - term: Request
  - definition: 1a2b3c4d-0000-4000-8000-123456789abc
  - term: Sent
  - definition: 1 Sept 2026, 12:00:00 UTC
  - term: fal’s own duration
  - definition: 5.13 s
  - term: Runner
  - definition: b0a1c2d3
  - region "How long it took":
    - term: Waited
    - definition: 350 ms
    - term: Ran
    - definition: 5.13 s
    - term: Total
    - definition: 5.48 s
  - region "Media":
    - heading "Media" [level=2]
    - text: "1"
    - list "Media":
      - listitem:
        - img "x.png"
        - text: x.png
        - 'button "Show in the payload: images[0].url"'
        - button "Open Externally"
        - button "Save…"
        - text: image/png
  - region "Input":
    - heading "Input" [level=2]
    - text: 97 characters
    - button "Copy All"
    - button "Open as JSON"
    - tree "Input":
      - 'treeitem "prompt: \\"A lighthouse\\"" [level=1]'
      - 'treeitem "seed: 196619188014358660" [level=1]'
      - 'treeitem "size: 2 fields" [expanded] [level=1]'
      - 'treeitem "width: 1024" [level=2]'
      - 'treeitem "height: 768" [level=2]'
      - 'treeitem "loras: no items" [level=1]'
  - region "Output":
    - heading "Output" [level=2]
    - text: 93 characters
    - button "Copy All"
    - button "Open as JSON"
    - tree "Output":
      - 'treeitem "images: 1 item" [expanded] [level=1]'
      - 'treeitem "0: 2 fields" [expanded] [level=2]'
      - 'treeitem "url: \\"https://v3.fal.media/files/b/x.png\\"" [level=3]'
      - 'treeitem "content_type: \\"image/png\\"" [level=3]'
      - 'treeitem "seed: 7" [level=1]'
  - region "Logs":
    - heading "Logs" [level=2]
    - button "Try Again"
    - paragraph: fal has no log lines of this request. It may have printed nothing, or fal may be some minutes behind.`,
    );
  });

  it('says first what went wrong, and in which field', async () => {
    const page = await show({ ...GOOD, request: { ...REQUEST, statusCode: 422 }, output: REFUSAL });
    const problems = page.getByRole('region', { name: 'What went wrong' });
    assert.deepEqual(await problems.getByRole('listitem').allInnerTexts(), [
      'image_urls[0] (not in the input): Failed to download the file.',
    ]);
    assert.ok(await page.getByText('Refused (422)').isVisible());
  });

  it('goes by keys as VS Code’s own trees do', async () => {
    await show(GOOD);
    await tree('Input').focus();
    assert.equal(await active('Input'), 'prompt: "A lighthouse"');
    await pressAll('ArrowDown', 'ArrowDown', 'ArrowRight');
    assert.equal(await active('Input'), 'width: 1024');
    await pressAll('ArrowLeft');
    assert.equal(await active('Input'), 'size: 2 fields');
    await pressAll('ArrowLeft');
    await until('size is closed', async () => (await visible('Input')).length === 4);
    await pressAll('End');
    assert.equal(await active('Input'), 'loras: no items');
    await pressAll('Home', 'ArrowDown', 'ArrowDown', 'Enter');
    await until('size is open', async () => (await visible('Input')).length === 6);
    assert.equal(await active('Input'), 'size: 2 fields');
  });

  it('opens and closes by mouse', async () => {
    const page = await show(GOOD);
    await page.getByRole('treeitem', { name: 'images: 1 item' }).click();
    await until(
      'images is closed',
      async () => (await visible('Output')).join() === 'images: 1 item,seed: 7',
    );
    await page.getByRole('treeitem', { name: 'images: 1 item' }).click();
    await until('images is open', async () => (await visible('Output')).length === 5);
  });

  it('copies a value by key and by mouse, and a whole payload, exactly as sent', async () => {
    const page = await show(GOOD);
    await tree('Input').focus();
    await pressAll('Control+c', 'ArrowDown', 'Control+c');
    const images = page.getByRole('treeitem', { name: 'images: 1 item' });
    await images.hover();
    await images.getByTitle('Copy Value').click();
    await page.getByRole('region', { name: 'Input' }).getByRole('button', { name: 'Copy All' }).click();
    await until('all is copied', () => suite.panel.done.length === 4);
    assert.deepEqual(suite.panel.done, [
      'copied A lighthouse',
      'copied 196619188014358660',
      'copied [{"url":"https://v3.fal.media/files/b/x.png","content_type":"image/png"}]',
      `copied ${INPUT}`,
    ]);
    await page.getByRole('status').getByText('Copied.').waitFor({ state: 'attached' });
  });

  it('asks the host to open a payload as JSON', async () => {
    const page = await show(GOOD);
    await page.getByRole('region', { name: 'Output' }).getByRole('button', { name: 'Open as JSON' }).click();
    await until('it is opened', () => suite.panel.done.length === 1);
    assert.deepEqual(suite.panel.done, [`opened output of ${REF.requestId}`]);
  });

  it('scrolls through 200,000 items with only the rows in sight in the document', async () => {
    const items = Array.from({ length: 200_000 }, (_, at) => `{"at":${at}}`).join();
    const page = await show({ ...GOOD, output: `{"items":[${items}]}` });
    await page.getByRole('treeitem', { name: 'items: 200,000 items' }).click();
    await until('the items are there', async () => (await visible('Output')).length > 20);
    await tree('Output').focus();
    await pressAll('End');
    await page.getByRole('treeitem', { name: '199999: 1 field' }).waitFor();
    assert.ok((await page.locator('.row').count()) < 100);
    await tree('Output').evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
    await page.getByRole('treeitem', { name: '100000: 1 field' }).click();
    await page.getByRole('treeitem', { name: 'at: 100000' }).waitFor();
  });

  it('cuts long strings and says how long they are', async () => {
    const page = await show({ ...GOOD, output: `{"image":"data:${'A'.repeat(20_000_000)}"}` });
    await page.getByText('… 20,000,005 characters').waitFor();
    assert.ok((await page.content()).length < 20_000);
  });

  it('shows hostile payloads as nothing but text', async () => {
    await show({ request: REQUEST, input: HOSTILE, output: '"\\u202ehi"' });
    assert.deepEqual(await visible('Input'), [
      '<img src=x onerror=alert(1)>: "<script>alert(1)</script>"',
      '__proto__: 1 field',
      'a: 1',
      'a\\u202Eb: "\\u0000\\uD800"',
      'x: 1',
      'x: 2',
      'link: "[a](command:b) javascript:alert(1)"',
    ]);
    assert.deepEqual(await visible('Output'), ['"\\u202Ehi"']);
    assert.equal(await suite.panel.page.locator('main :is(img, script, a, iframe)').count(), 0);
  });
});
