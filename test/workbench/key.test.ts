import assert from 'node:assert/strict';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

const UNKNOWN_KEY = FAKE_KEY.replace('6', '7');

inEachVscode('Setting a key', {}, (workbench) => {
  it('is offered where there is none', async () => {
    const { tree } = workbench();
    await tree.open();
    await until('the welcome offers to set a key', async () =>
      (await tree.welcome()).includes('Set API Key'),
    );
  });

  it('hides what is typed, and says at once when that is no key', async () => {
    const { tree, inputBox } = workbench();
    await tree.pressWelcome('Set API Key');
    await inputBox.opened('Set API Key');
    assert.ok(await inputBox.isPassword());
    const prompt = await inputBox.message();
    await inputBox.type('no key at all');
    await until('the box complains', async () => (await inputBox.message()) !== prompt);
  });

  it('is refused when fal does not know the key', async () => {
    const { inputBox, notifications } = workbench();
    await inputBox.answer('Set API Key', UNKNOWN_KEY);
    await notifications.press('fal does not accept this API key', 'Try Another Key');
  });

  it('leads to the tree', async () => {
    const { tree, inputBox, notifications } = workbench();
    await inputBox.answer('Set API Key', FAKE_KEY);
    await notifications.says('The API key works and is stored.');
    await tree.shows('scope-demo/portrait-studio');
  });

  it('is kept over a reload', async () => {
    const { tree } = workbench();
    await workbench().reload();
    await tree.open();
    await tree.shows('scope-demo/portrait-studio');
  });

  it('leaves the key in no file of VS Code', () => {
    const [, secret = ''] = FAKE_KEY.split(':');
    assert.deepEqual(workbench().filesWith(secret), []);
  });
});
