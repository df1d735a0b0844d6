import assert from 'node:assert/strict';
import { until } from '../support/until';
import { REQUEST } from './openPanel';
import { entry, GOOD, INPUT, usePanel } from './panelSuite';

describe('the keyboard stays where it was on the payload page', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, pressAll } = suite;
  const button = (region: string) =>
    suite.panel.page.getByRole('region', { name: region }).getByRole('button', { name: 'Try Again' });
  const isOnTree = (name: string) =>
    until(`${name} has the focus`, () => tree(name).evaluate((element) => element.matches(':focus')));
  const withoutOutput = { request: REQUEST, input: INPUT };

  it('when all is read again', async () => {
    await show(GOOD);
    await tree('Output').focus();
    const before = await tree('Output').evaluateHandle((element) => element);
    suite.panel.talk.retry();
    await until('it is drawn anew', async () => !(await before.evaluate((old) => old.isConnected)));
    await isOnTree('Output');
  });

  it('when a missing output is asked for again, and comes or does not', async () => {
    let asked = 0;
    const getRequest = () => Promise.resolve((asked += 1) < 3 ? withoutOutput : GOOD);
    await show(undefined, { parts: { getRequest } });
    await button('Output').press('Enter');
    await until('it was asked for', () => asked === 2);
    await until('the button has the focus', () =>
      button('Output').evaluate((each) => each.matches(':focus')),
    );
    await pressAll('Enter');
    await isOnTree('Output');
  });

  it('when the logs are read again', async () => {
    let asked = 0;
    const logHistory = () => Promise.resolve({ items: (asked += 1) === 1 ? [] : [entry('WARNING: low')] });
    await show(GOOD, { parts: { logHistory } });
    await button('Logs').press('Enter');
    await isOnTree('Logs');
    suite.panel.talk.retry();
    await until('they were asked for', () => asked === 3);
    await isOnTree('Logs');
  });

  it('when trying again fails, and then does not', async () => {
    let asked = 0;
    const getRequest = () => ((asked += 1) < 3 ? Promise.reject(new Error('gone')) : Promise.resolve(GOOD));
    const page = await show(undefined, { parts: { getRequest } });
    await page.getByRole('button', { name: 'Try Again' }).press('Enter');
    await until('it was tried', () => asked === 2);
    await until('the button has the focus', () =>
      page.getByRole('button', { name: 'Try Again' }).evaluate((each) => each.matches(':focus')),
    );
    await pressAll('Enter');
    await isOnTree('Output');
    assert.equal(asked, 3);
  });
});
