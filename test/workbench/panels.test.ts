import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { FAKE_KEY } from '../fake/fakeFal';
import { makeMedia } from '../fake/media';
import { until } from '../support/until';
import { NEWEST } from '../vscode/versions';
import { inEachVscode } from './inEachVscode';
import { PayloadPage } from './pages/payloadPage';

const LET_GO = 'Let the Next Request Take This Panel';

inEachVscode('Panels of requests', { key: FAKE_KEY, fake: { data: 'empty' } }, (workbench, version) => {
  const open = async (requestId: string) => {
    const { palette, inputBox } = workbench();
    await palette.run('fal: Open Request');
    await inputBox.answer('Open Request', requestId);
  };
  const actions = () => workbench().page.locator('.editor-actions');
  const press = (title: string) => actions().getByRole('button', { name: title }).first().click();
  const save = async (name: string): Promise<void> => {
    const { payload, page } = workbench();
    const card = payload.content.getByRole('listitem').filter({ hasText: name });
    await card.getByRole('button', { name: 'Save…' }).click();
    const dialog = page.locator('.quick-input-widget');
    await dialog.getByRole('button', { name: 'OK' }).waitFor();
    await page.keyboard.press('Enter');
  };
  const tabs = () => workbench().page.locator('.tabs-container .tab').filter({ hasText: 'painter' });

  it('have their actions in the title bar', async () => {
    const { fal, payload } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    const shown = fal.request({ endpointId: 'acme/painter', input: '{"prompt":"first"}', output: '{}' });
    await open(shown.requestId);
    await payload.shows('first');
    const names = await actions()
      .first()
      .getByRole('button')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
    assert.deepEqual(names.slice(0, 6), [
      'Open Input / Output as JSON',
      'Copy Request As…',
      'Compare Requests',
      'Tail This Request',
      'Open on fal.ai',
      'Keep Open',
    ]);
  });

  it('copy the request shown, as what is chosen', async () => {
    const { page, inputBox } = workbench();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press('Copy Request As');
    await inputBox.choose('Copy the request as what?', 'cURL');
    await until('the command is copied', async () =>
      (await page.evaluate(() => navigator.clipboard.readText())).includes('{\n  "prompt": "first"\n}'),
    );
  });

  it('leave nothing behind of a file that breaks off while it is saved, and say so', async () => {
    const { fal, payload, notifications, scratch } = workbench();
    const host = createServer((_, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('some of it', () => response.destroy());
    }).listen(0, '127.0.0.1');
    await once(host, 'listening');
    try {
      const { port } = host.address() as AddressInfo;
      const torn = { url: `http://127.0.0.1:${port}/1`, file_name: 'torn.bin' };
      await open(fal.request({ endpointId: 'acme/painter', output: JSON.stringify({ torn }) }).requestId);
      await payload.shows('torn.bin');
      await save('torn.bin');
      await notifications.says('The file could not be saved');
      const left = fs.readdirSync(path.join(scratch, 'workspace')).filter((name) => name.startsWith('torn'));
      assert.deepEqual(left, []);
    } finally {
      host.close();
    }
  });

  it('save a file of a payload, from its host and from the payload itself', async () => {
    const { fal, scratch } = workbench();
    const picture = makeMedia('1.png')?.bytes ?? assert.fail('no picture');
    const shown = fal.request({
      endpointId: 'acme/painter',
      output: JSON.stringify({
        far: { url: `${fal.origin}/media/1.png`, file_name: 'far.png' },
        near: `data:image/png;base64,${Buffer.from(picture).toString('base64')}`,
      }),
    });
    await open(shown.requestId);
    for (const name of ['far.png', 'near.png']) {
      await save(name);
      const file = path.join(scratch, 'workspace', name);
      await until(`${name} is saved`, () => fs.existsSync(file) && fs.statSync(file).size > 0);
      assert.deepEqual(fs.readFileSync(file), Buffer.from(picture));
    }
  });

  it('are all there after a reload where several are kept open', async () => {
    const { fal, payload } = workbench();
    for (const prompt of ['second', 'third']) {
      await press('Keep Open');
      const { requestId } = fal.request({
        endpointId: 'acme/painter',
        input: JSON.stringify({ prompt }),
        output: '{}',
      });
      await open(requestId);
      await payload.shows(prompt);
    }
    assert.equal(await tabs().count(), 3);
    await press('Keep Open');
    await actions().getByRole('button', { name: LET_GO }).first().waitFor();
    await workbench().reload();
    await until('three panels are there', async () => (await tabs().count()) === 3);
    await payload.shows('third');
    // Its pin is told without the panel being left and come back to.
    await press(LET_GO);
    await tabs().nth(1).click();
    await payload.shows('second');
    await tabs().first().click();
    await payload.shows('near.png');
  });

  // The oldest VS Code, served to a browser, does not show a moved panel's page to the test.
  if (version === NEWEST) {
    it('go on in a window of their own', async () => {
      const { page, palette } = workbench();
      const opening = page.context().waitForEvent('page');
      await palette.run('View: Move Editor into New Window');
      const window = await opening;
      const moved = new PayloadPage(window);
      await moved.shows('near.png');
      await moved.content
        .getByRole('treeitem', { name: /^near: / })
        .getByText('Show All')
        .waitFor();
      await window.close();
    });
  }

  it('open the address of a file as it was signed', async () => {
    const { fal, payload, page } = workbench();
    const address = 'https://files.example/2.png?signature=a%2Bb%2Fc%3D%26d&name=x%20y';
    await page.context().route('https://files.example/**', (route) => route.fulfill({ body: 'opened' }));
    const shown = fal.request({ endpointId: 'acme/painter', output: JSON.stringify([address]) });
    await open(shown.requestId);
    const opening = page.context().waitForEvent('page');
    const card = payload.content.getByRole('listitem').filter({ hasText: '2.png' });
    await card.getByRole('button', { name: 'Open Externally' }).click();
    await page.locator('.monaco-dialog-box').getByRole('button', { name: 'Open', exact: true }).click();
    const opened = await opening;
    await opened.waitForURL(/signature/);
    assert.equal(opened.url(), address);
    await opened.close();
  });

  it('say why where the address of a file cannot be opened', async () => {
    const { fal, payload, notifications } = workbench();
    const shown = fal.request({ endpointId: 'acme/painter', output: '["https:////x.example/9.png"]' });
    await open(shown.requestId);
    const card = payload.content.getByRole('listitem').filter({ hasText: '9.png' });
    await card.getByRole('button', { name: 'Open Externally' }).click();
    await notifications.says('This address cannot be opened: https:////x.example/9.png');
  });
});
