import assert from 'node:assert/strict';
import { GOOD, REFUSED, usePanel } from './panelSuite';
import { until } from '../support/until';
import { REQUEST } from './openPanel';

describe('the payload page, to look closer', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, visible, active, pressAll } = suite;

  it('shows the whole of a long string, and goes back', async () => {
    const text = Array.from({ length: 5000 }, (_, at) => `line ${at} ${'x'.repeat(500)}`).join('\n');
    const page = await show({ ...GOOD, output: JSON.stringify({ a: { text } }) });
    await tree('Output').getByText('Show All').click();
    const whole = page.getByRole('region', { name: 'a.text' });
    await whole.getByText('line 0 x').waitFor();
    await pressAll('End');
    await until('its end is there', async () => (await visible('a.text')).at(-1)?.endsWith('xxx'));
    assert.ok((await page.locator('.row').count()) < 150);
    await whole.getByRole('button', { name: 'Copy All' }).click();
    await until('it is copied', () => suite.panel.done.includes(`copied ${text}`));
    await tree('a.text').focus();
    await pressAll('Escape');
    await tree('Output').waitFor();
    await tree('Output').focus();
    await pressAll('ArrowDown', 'Enter');
    await whole.waitFor();
  });

  it('copies the path of a row by key, and gives its menu what it needs', async () => {
    await show(GOOD);
    await tree('Output').focus();
    await pressAll('ArrowDown', 'ArrowDown', 'Shift+Alt+KeyC');
    await until('it is copied', () => suite.panel.done.length === 1);
    assert.deepEqual(suite.panel.done, ['copied images[0].url']);
    const context = await tree('Output').getAttribute('data-vscode-context');
    assert.deepEqual(JSON.parse(context ?? ''), {
      webviewSection: 'row',
      pane: 'output',
      row: GOOD.output?.indexOf('"https'),
      preventDefaultContextMenuItems: true,
    });
  });

  it('goes from an error to its field, or to where it is missing', async () => {
    const page = await show(REFUSED);
    const problems = page.getByRole('region', { name: 'What went wrong' });
    assert.deepEqual(await problems.getByRole('listitem').allInnerTexts(), [
      'size.width: Input should be less than or equal to 512',
      'image_url (not in the input): Field required',
    ]);
    await page.getByRole('treeitem', { name: 'size: 2 fields' }).click();
    await until('size is closed', async () => (await visible('Input')).length === 4);
    await problems.getByRole('button', { name: 'size.width' }).click();
    await until('the field is in sight', async () => (await active('Input')) === 'width: 1024');
    assert.ok(await tree('Input').evaluate((element) => element.matches(':focus')));
    await problems.getByRole('button', { name: 'image_url' }).click();
    await until('the input is', async () => (await active('Input')) === 'prompt: "A lighthouse"');
  });

  it('draws to scale how long it waited and ran', async () => {
    const page = await show(GOOD);
    const widths = await page
      .locator('.stretch')
      .evaluateAll((stretches) => stretches.map((each) => each.getBoundingClientRect().width));
    const [waited = 0, ran = 0] = widths;
    assert.ok(Math.abs(waited / (waited + ran) - 350 / 5480) < 0.01, widths.join());
  });

  it('draws nothing to scale where the times contradict each other', async () => {
    const page = await show({ ...GOOD, request: { ...REQUEST, startedAt: REQUEST.sentAt - 5000 } });
    await page.getByText('unknown: fal’s times contradict each other by 5 s').waitFor();
    assert.equal(await page.locator('.stretch').count(), 0);
  });
});
