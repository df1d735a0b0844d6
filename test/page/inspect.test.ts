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

  it('leaves a string shown whole for a field, which is then in sight', async () => {
    const page = await show({
      ...REFUSED,
      input: `{"prompt":"${'x'.repeat(900)}","size":{"width":1024}}`,
    });
    await tree('Input').getByText('Show All').click();
    await tree('prompt').waitFor();
    await page.getByRole('button', { name: 'size.width' }).click();
    await until('the field is in sight', async () => (await active('Input')) === 'width: 1024');
    assert.equal(await tree('prompt').count(), 0);
  });

  /** One match stands in plain sight, the other far down in a string. */
  const findNeedle = async () => {
    const page = await show({ ...GOOD, output: `{"a":"needle","text":"${'x\\n'.repeat(900)}needle"}` });
    const find = page.getByRole('search');
    await pressAll('Control+f');
    await page.keyboard.type('needle');
    await find.getByText('1 of 2').waitFor();
    return { page, find };
  };

  it('finds within a string shown whole, beyond what its row shows, and goes on where it was', async () => {
    const { page, find } = await findNeedle();
    await pressAll('Enter');
    await find.getByText('2 of 2').waitFor();
    await tree('Output').getByText('Show All').click();
    await find.getByText('1 of 1', { exact: true }).waitFor();
    await until('it is in sight', async () => (await active('text')) === 'needle');
    await until('it is marked', () =>
      page.evaluate(() => [...(CSS.highlights.get('find-string') ?? [])].map(String).join() === 'needle'),
    );
    await page.getByRole('button', { name: 'Close' }).last().click();
    await find.getByText('2 of 2').waitFor();
    await pressAll('Shift+F3');
    await find.getByText('1 of 2').waitFor();
  });

  it('counts what it finds once a string is closed in which something else was looked for', async () => {
    const { page, find } = await findNeedle();
    await tree('Output').getByText('Show All').click();
    await find.getByText('1 of 1', { exact: true }).waitFor();
    await find.getByRole('textbox').fill('seed');
    await find.getByText('No results').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await find.getByText('? of 1', { exact: true }).waitFor();
    await pressAll('F3');
    await find.getByText('1 of 1', { exact: true }).waitFor();
    assert.equal(await active('Input'), 'seed: 196619188014358660');
  });

  it('keeps the place in the payloads while a string is read whole', async () => {
    const items = (letter: string) => Array.from({ length: 100 }, (_, at) => `"${letter}${at}":${at}`).join();
    await show({ ...GOOD, output: `{${items('a')},"long":"${'x\\n'.repeat(900)}",${items('b')}}` });
    const isAtPlace = () =>
      tree('Output').evaluate((element) => Math.abs(element.scrollTop - 22 * 98) <= 2 * 22);
    await tree('Output').evaluate((element) => (element.scrollTop = 22 * 98));
    await tree('Output').getByText('Show All').click();
    await tree('long').evaluate((element) => (element.scrollTop = 22 * 50));
    await pressAll('Escape');
    await until('it is there again', isAtPlace);
    await tree('Output').getByText('Show All').click();
    await tree('long').waitFor();
    suite.panel.talk.retry();
    await until('it is there after all was read again', isAtPlace);
  });

  it('opens the find box in a string shown whole where none was open', async () => {
    const page = await show({ ...GOOD, output: `"${'x'.repeat(900)}end"` });
    await tree('Output').getByText('Show All').click();
    await page.getByRole('heading', { name: 'Output' }).last().waitFor();
    await pressAll('Control+f');
    await page.keyboard.type('xend');
    await page.getByRole('search').getByText('1 of 1', { exact: true }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Find in this text' }).count(), 1);
  });

  it('shows the whole of a key, and its number beside it as it is', async () => {
    const page = await show({ ...GOOD, output: `{"${'k'.repeat(3000)}":5}` });
    assert.equal(await tree('Output').getByText('Show All').count(), 0);
    await tree('Output').getByText('Show Key').click();
    const whole = page.locator('.whole');
    await whole.getByText('3,000 characters').waitFor();
    assert.equal((await whole.getByRole('treeitem').allTextContents()).join(''), 'k'.repeat(3000));
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

  it('names the field of an error as plain text where there is no input to go to', async () => {
    const page = await show({ ...REFUSED, input: undefined });
    const problems = page.getByRole('region', { name: 'What went wrong' });
    await problems.getByText('image_url: Field required').waitFor();
    assert.equal(await problems.getByRole('button').count(), 0);
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
