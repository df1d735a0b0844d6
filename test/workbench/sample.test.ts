import assert from 'node:assert/strict';
import { FAKE_KEY } from '../fake/fakeFal';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';

const UNKNOWN_KEY = FAKE_KEY.replace('6', '7');

inEachVscode('Looking around before there is a good key', { key: UNKNOWN_KEY }, (workbench) => {
  const foreign: string[] = [];

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

  it('begins with a walkthrough', async () => {
    const { palette, inputBox, page } = workbench();
    await palette.run('Welcome: Open Walkthrough...');
    await inputBox.choose('', 'Begin with Scope for fal');
    await page.getByText('Set your API key').first().waitFor();
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

  it('has done the steps of the walkthrough that were taken', async () => {
    const { palette, inputBox, page, output } = workbench();
    await palette.run('Tail fal logs');
    await inputBox.choose('Tail fal logs', 'All apps');
    await output.shows('[info]');
    await page.getByRole('tab', { name: /Welcome|Walkthrough/ }).click();
    for (const step of ['Follow the logs', 'Look into a request']) {
      const row = page.locator('.getting-started-step').filter({ hasText: step });
      await row.locator('.codicon-getting-started-step-checked').waitFor();
    }
  });

  it('ends at one click', async () => {
    const { tree } = workbench();
    await tree.press('Leave Sample Data');
    await until('the welcome is back', async () =>
      (await tree.welcome()).includes('does not accept the API key'),
    );
  });
});
