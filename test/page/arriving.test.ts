import assert from 'node:assert/strict';
import { until } from '../support/until';
import { GOOD, usePanel } from './panelSuite';

describe('while the rest of a payload is on its way', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { tree, pressAll } = suite;
  const long = 'x'.repeat(900);

  /** Shows the beginning, and gives what brings the rest. */
  const begin = async () => {
    const { page, finish } = await suite.showBeginning({ ...GOOD, output: `{"text":"${long}","items":[]}` });
    return { page, finish: () => finish({ ...GOOD, output: `{"text":"${long}","items":["needle"]}` }) };
  };

  it('what is looked for stays, and is counted once all is there', async () => {
    const { page, finish } = await begin();
    const find = page.getByRole('search');
    await pressAll('Control+f');
    await page.keyboard.type('neede');
    await pressAll('ArrowLeft');
    await page.keyboard.type('l');
    finish();
    await find.getByText('1 of 1', { exact: true }).waitFor();
    await page.keyboard.type('!');
    assert.equal(await find.getByRole('textbox').inputValue(), 'needl!e');
  });

  it('nothing is offered that it cannot do yet', async () => {
    const { page, finish } = await begin();
    assert.equal(await page.getByText('Show All').count(), 0);
    assert.equal(await page.getByTitle('Copy Value').count(), 0);
    await tree('Output').focus();
    assert.equal(await tree('Output').getAttribute('data-vscode-context'), '{}');
    finish();
    await page.getByText('Show All').waitFor();
    await until('rows can be copied', async () => (await page.getByTitle('Copy Value').count()) > 0);
  });
});
