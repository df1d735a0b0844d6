import assert from 'node:assert/strict';
import { until } from '../support/until';
import { GOOD, LONG_LIST, usePanel } from './panelSuite';

describe('finding in a payload', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, active, pressAll } = suite;
  const find = () => suite.panel.page.getByRole('search');

  it('finds in input and output, in rows unseen too, and steps through what it found', async () => {
    const page = await show({ ...GOOD, output: LONG_LIST });
    await pressAll('Control+f');
    await page.keyboard.type('ITEM 29');
    await find().getByText('1 of 111').waitFor();
    await until('the first is in sight', async () => (await active('Output')) === 'at: "item 29"');
    await pressAll('Enter');
    await until('the second is in sight', async () => (await active('Output')) === 'at: "item 290"');
    await pressAll('Shift+Enter', 'Shift+Enter');
    await find().getByText('111 of 111').waitFor();
    await until('the last is in sight', async () => (await active('Output')) === 'at: "item 2999"');
    await pressAll('F3');
    await find().getByText('1 of 111').waitFor();
  });

  it('finds keys, tells when there is nothing, and goes back to the tree', async () => {
    const page = await show(GOOD);
    await page.getByRole('button', { name: 'Find in input and output' }).click();
    await page.keyboard.type('loras');
    await find().getByText('1 of 1', { exact: true }).waitFor();
    assert.equal(await active('Input'), 'loras: no items');
    await page.keyboard.type('x');
    await find().getByText('No results').waitFor();
    await pressAll('Escape');
    assert.equal(await find().count(), 0);
    await until('the tree has the focus', () =>
      tree('Input').evaluate((element) => element.matches(':focus')),
    );
  });

  it('marks what was found where it stands', async () => {
    const page = await show(GOOD);
    await pressAll('Control+f');
    await page.keyboard.type('light');
    await until('it is marked', () =>
      page.evaluate(() => [...(CSS.highlights.get('find-input') ?? [])].map(String).join() === 'light'),
    );
  });

  it('marks where it stands also in a payload that is not JSON', async () => {
    const page = await show({ ...GOOD, output: '<html>\n<body>Bad Gateway</body>' });
    await pressAll('Control+f');
    await page.keyboard.type('bad g');
    await find().getByText('1 of 1', { exact: true }).waitFor();
    await until('it is gone to', async () => (await active('Output')) === '<body>Bad Gateway</body>');
    await until('it is marked', () =>
      page.evaluate(() => [...(CSS.highlights.get('find-output') ?? [])].map(String).join() === 'Bad G'),
    );
  });

  it('marks nothing that the page itself says', async () => {
    const page = await show({
      ...GOOD,
      output: `{"a":{"b":1,"c":2},"items":"${'x'.repeat(900)}all items: 2 fields"}`,
    });
    await pressAll('Control+f');
    for (const [query, marks] of [
      ['fields', 0],
      ['show', 0],
      ['items', 1],
      [': ', 0],
    ] as const) {
      await find().getByRole('textbox').fill(query);
      await find()
        .getByText(/1 of|No results/)
        .waitFor();
      await until(`${query} is marked ${marks} times`, async () =>
        page.evaluate((wanted) => (CSS.highlights.get('find-output')?.size ?? 0) === wanted, marks),
      );
    }
  });

  it('begins where a letter is typed in a tree', async () => {
    const page = await show(GOOD);
    await tree('Input').focus();
    await page.keyboard.type('lora');
    await find().getByText('1 of 1', { exact: true }).waitFor();
    assert.equal(await find().getByRole('textbox').inputValue(), 'lora');
    assert.equal(await active('Input'), 'loras: no items');
  });
});
