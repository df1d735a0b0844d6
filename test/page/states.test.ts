import assert from 'node:assert/strict';
import type { RequestDetail } from '../../src/core/fal/types';
import { until } from '../support/until';
import { REF, REQUEST, type PanelOptions } from './openPanel';
import { GOOD, INPUT, usePanel } from './panelSuite';

describe('the payload page tells how things are', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, visible } = suite;

  it('says why a payload may be missing, and tries again', async () => {
    let asked = 0;
    const getRequest = () => Promise.resolve((asked += 1) === 1 ? { request: REQUEST, input: INPUT } : GOOD);
    const page = await show(undefined, { parts: { getRequest } });
    const output = page.getByRole('region', { name: 'Output' });
    assert.deepEqual(await output.getByRole('listitem').allInnerTexts(), [
      'It is not there yet: fal’s request data may lag some minutes behind.',
      'Storing payloads was switched off for the request (X-Fal-Store-IO: 0).',
      'The payloads were deleted.',
    ]);
    await output.getByRole('button', { name: 'Try Again' }).click();
    await tree('Output').waitFor();
  });

  it('shows as text, with the reason, what is not JSON', async () => {
    const page = await show({ ...GOOD, output: '<html>\n<body>502</body>' });
    await page.getByText('This is not JSON: something else was expected at line 1, column 1.').waitFor();
    assert.deepEqual(await visible('Output'), ['<html>', '<body>502</body>']);
  });

  it('says what failed and offers the next steps', async () => {
    let asked = 0;
    const getRequest = () => ((asked += 1) === 1 ? Promise.reject(new Error('gone')) : Promise.resolve(GOOD));
    const page = await show(undefined, {
      parts: { getRequest, describe: () => ({ message: 'No fal API key is set.', steps: ['setKey'] }) },
    });
    assert.equal(await page.getByRole('alert').innerText(), 'No fal API key is set.');
    await page.getByRole('button', { name: 'Set API Key' }).click();
    await until('the step is taken', () => suite.panel.done.includes('took setKey'));
    await page.getByRole('button', { name: 'Try Again' }).click();
    await tree('Output').waitFor();
  });

  it('says that it is loading, and does not show an answer that is no longer wanted', async () => {
    const answers = new Map<string, (detail: RequestDetail) => void>();
    const getRequest: NonNullable<PanelOptions['parts']>['getRequest'] = ({ requestId }) =>
      new Promise((resolve) => answers.set(requestId, resolve));
    const panel = await suite.open({ parts: { getRequest } });
    panel.talk.show(REF);
    await panel.page.getByText('Loading fal-ai/flux/dev…').waitFor();
    panel.talk.show({ ...REF, requestId: 'other' });
    answers.get(REF.requestId)?.(GOOD);
    answers.get('other')?.({ ...GOOD, output: '"the other"' });
    await tree('Output').getByText('"the other"').waitFor();
  });

  it('shows what has come while the rest is on its way, and keeps the reader’s place when all is there', async () => {
    const items = Array.from({ length: 500 }, (_, at) => at);
    const fields = Object.fromEntries(items.slice(0, 90).map((at) => [`field ${at}`, at]));
    const output = JSON.stringify({ first: { a: 1 }, ...fields, items });
    const beginning = JSON.stringify({ first: { a: 1 }, ...fields, items: items.slice(0, 100) });
    const { page, finish } = await suite.showBeginning({ ...GOOD, output: beginning }, { height: 600 });
    assert.equal(await page.locator('#page').evaluate((element) => element.ariaBusy), 'true');
    await page.getByRole('treeitem', { name: 'first: 1 field' }).click();
    await tree('Output').evaluate((element) => (element.scrollTop = element.scrollHeight));
    await page.getByRole('treeitem', { name: 'items: …' }).waitFor();
    const place = await tree('Output').evaluate((element) => element.scrollTop);
    finish({ ...GOOD, output });
    await page.getByRole('treeitem', { name: 'items: 500 items' }).waitFor();
    assert.equal(await page.locator('#page').evaluate((element) => element.ariaBusy), 'false');
    assert.ok(await tree('Output').evaluate((element) => element === document.activeElement));
    const moved = place - (await tree('Output').evaluate((element) => element.scrollTop));
    assert.ok(moved >= 0 && moved <= 2 * 22, `moved by ${moved} px`);
    await tree('Output').evaluate((element) => (element.scrollTop = 0));
    await page.getByRole('treeitem', { name: 'first: 1 field' }).waitFor();
    assert.equal(await page.getByRole('treeitem', { name: 'a: 1' }).count(), 0);
  });

  it('is drawn again as it was after it was hidden or reloaded', async () => {
    const long = `{"first":{"a":1},"items":[${Array.from({ length: 500 }, (_, at) => String(at)).join()}]}`;
    const page = await show({ ...GOOD, output: long });
    await page.getByRole('treeitem', { name: 'first: 1 field' }).click();
    await page.getByRole('treeitem', { name: 'items: 500 items' }).click();
    await page.getByRole('treeitem', { name: '10: 10', exact: true }).waitFor();
    await tree('Output').evaluate((element) => (element.scrollTop = 22 * 100));
    await until('the place is kept', async () =>
      JSON.stringify(await suite.panel.kept()).includes('"output":100'),
    );
    await suite.panel.begin();
    await page.getByRole('treeitem', { name: '100: 100', exact: true }).waitFor();
    const kept = JSON.stringify(await suite.panel.kept());
    assert.ok(kept.includes(REF.requestId), kept);
  });
});
