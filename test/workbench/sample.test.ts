import assert from 'node:assert/strict';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

/** All but that of the key. */
const STEPS = ['See your requests', 'Follow the logs', 'Look into a request'];
const UNKNOWN_KEY = FAKE_KEY.replace('6', '7');

inEachVscode('Looking around before there is a good key', { key: UNKNOWN_KEY }, (workbench) => {
  const foreign: string[] = [];
  /** The steps of the walkthrough in front that VS Code has ticked off. */
  const done = (): Promise<string[]> => {
    const { page } = workbench();
    const tick = page.locator('.codicon-getting-started-step-checked');
    return page.locator('.getting-started-step').filter({ has: tick }).locator('.step-title').allInnerTexts();
  };

  before(() => {
    workbench().page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^https?:$/.test(protocol) && /(^|\.)(fal\.\w+|example|invalid)$/.test(hostname))
        foreign.push(request.url());
    });
  });

  it('is offered where fal does not accept the key', async () => {
    const { tree } = workbench();
    await tree.open();
    await until('the welcome says it', async () =>
      (await tree.welcome()).includes('does not accept the API key'),
    );
  });

  it('begins with a walkthrough, of which a refused key does no step', async () => {
    const { palette, inputBox, page } = workbench();
    await palette.run('Welcome: Open Walkthrough...');
    await inputBox.choose('', 'Begin with Scope for fal');
    await page.getByText('Set your API key').first().waitFor();
    assert.deepEqual(await done(), []);
  });

  it('fills the view with sample data, which says what it is', async () => {
    const { tree, page } = workbench();
    await tree.pressWelcomeLink('sample data');
    await tree.expand('portrait-studio');
    await tree.shows('200');
    assert.match(await tree.heading(), /Sample data/i);
    await page.locator('.statusbar').getByText('fal sample data').waitFor();
  });

  it('shows its pictures, with a word above them', async () => {
    const { tree, payload } = workbench();
    await tree.click('200');
    await payload.shows('Sample data, made up on this computer');
    await payload.drawsPicture();
    assert.deepEqual(foreign, []);
  });

  it('has done the steps of the walkthrough that were taken, which setting a key was not', async () => {
    const { palette, inputBox, page, output } = workbench();
    await palette.run('Tail fal logs');
    await inputBox.choose('Tail fal logs', 'All apps');
    await output.shows('[info]');
    await page.getByRole('tab', { name: /Welcome|Walkthrough/ }).click();
    await until('they are ticked off', async () => (await done()).length >= STEPS.length);
    assert.deepEqual(await done(), STEPS);
  });

  it('ends at one click, in the view or in the account', async () => {
    const { tree, palette, inputBox } = workbench();
    const isBack = () =>
      until('the welcome is back', async () =>
        (await tree.welcome()).includes('does not accept the API key'),
      );
    await tree.press('Leave Sample Data');
    await isBack();
    assert.deepEqual(await done(), STEPS);
    await tree.pressWelcomeLink('sample data');
    await tree.shows('portrait-studio');
    await palette.run('fal: Show Account…');
    await inputBox.choose('fal account', 'Leave Sample Data');
    await isBack();
  });
});
