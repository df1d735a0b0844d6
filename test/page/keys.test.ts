import assert from 'node:assert/strict';
import { until } from '../support/until';
import { GOOD, usePanel } from './panelSuite';

describe('the payload page by key', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, visible, active, pressAll } = suite;
  const find = () => suite.panel.page.getByRole('search');

  /** A key as a keyboard of another layout, or with Caps Lock, sends it. */
  const send = (name: string, init: { key: string; code: string; ctrlKey: boolean; shiftKey?: boolean }) =>
    tree(name).evaluate(
      (element, sent) => element.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...sent })),
      init,
    );

  it('finds by the letter F wherever it lies, and not by what lies in its place', async () => {
    await show(GOOD);
    await send('Input', { key: 'u', code: 'KeyF', ctrlKey: true });
    await send('Input', { key: 'F', code: 'KeyF', ctrlKey: true, shiftKey: true });
    assert.equal(await find().count(), 0);
    await send('Input', { key: 'f', code: 'KeyY', ctrlKey: true });
    await find().waitFor();
  });

  it('finds on a keyboard without Latin letters', async () => {
    await show(GOOD);
    await send('Input', { key: 'а', code: 'KeyF', ctrlKey: true });
    await find().waitFor();
  });

  it('copies with Caps Lock on', async () => {
    await show(GOOD);
    await tree('Input').focus();
    await send('Input', { key: 'C', code: 'KeyC', ctrlKey: true });
    await until('it is copied', () => suite.panel.done.includes('copied A lighthouse'));
  });

  it('closes all with Ctrl+Left, and keeps it so over a reload', async () => {
    await show(GOOD);
    await tree('Output').focus();
    await pressAll('ArrowDown', 'ArrowDown', 'ArrowDown', 'Control+ArrowLeft');
    const closed = async () => (await visible('Output')).join() === 'images: 1 item,seed: 7';
    await until('all is closed', closed);
    assert.equal(await active('Output'), 'images: 1 item');
    await until('it is kept', async () => JSON.stringify(await suite.panel.kept()).includes('false'));
    await suite.panel.begin();
    await until('all is closed', closed);
  });
});
