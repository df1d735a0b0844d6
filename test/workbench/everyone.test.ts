import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { FAKE_KEY } from '../fake/fakeFal';
import { seriousFaults } from '../support/axe';
import { until } from '../support/until';
import { inEachVscode } from './inEachVscode';
import { contrastOf } from './pages/contrast';

/** What the guidelines (WCAG 2.2, AA) ask of texts, and of what shows the focus. */
const LEAST_OF_TEXT = 4.5;
const LEAST_OF_OUTLINE = 3;

const THEMES = [
  { label: 'Dark High Contrast', id: 'Default High Contrast' },
  { label: 'Light High Contrast', id: 'Default High Contrast Light' },
];
/** The steps of the walkthrough, with a word of the picture of each. */
const STEPS = [
  ['Set your API key', 'New key'],
  ['See your requests', 'clip-maker'],
  ['Follow the logs', 'Traceback'],
  ['Look into a request', 'num_images'],
] as const;
// The walkthrough leaves its pictures out where there is little room.
const WIDE = { width: 1600, height: 1000 };

inEachVscode('For everyone', { fake: { data: 'empty' }, size: WIDE }, (workbench) => {
  before(() => {
    const { fal } = workbench();
    fal.world.app({ owner: 'acme', name: 'painter' });
    fal.request({ endpointId: 'acme/painter', statusCode: 201 });
    fal.request({ endpointId: 'acme/painter', endedAt: null });
    const { requestId } = fal.request({
      endpointId: 'acme/painter',
      statusCode: 422,
      input: '{"prompt":"a lighthouse","size":{"width":1024,"height":768}}',
      output: '{"detail":[{"loc":["body","size","width"],"msg":"Too wide"}]}',
    });
    fal.log({ message: 'ERROR: too wide', labels: { fal_request_id: requestId } });
  });

  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await workbench().page.keyboard.press(key);
  };

  const removeKey = async (): Promise<void> => {
    const { palette, dialog } = workbench();
    await palette.run('fal: Remove API Key');
    await dialog.press('Remove the API key from this computer?', 'Remove');
  };

  describe('by keys alone', () => {
    /** Presses the key until it has led there. */
    const walk = (
      key: string,
      where: string,
      isThere: () => Promise<boolean | undefined>,
    ): Promise<unknown> =>
      until(where, async () => {
        if ((await isThere()) === true) return true;
        await press(key);
        return false;
      });
    const onRow = async (pattern: RegExp): Promise<boolean> => pattern.test(await workbench().tree.focused());

    before(async () => {
      await workbench().page.evaluate(() => {
        const note = (): void => document.body.classList.add('was-pointed-at');
        document.addEventListener('pointerdown', note, { capture: true });
      });
    });

    it('is given a key', async () => {
      const { palette, tree, inputBox } = workbench();
      await palette.runByKeys('View: Show fal');
      await tree.welcomePart.waitFor();
      await press('Control+0');
      const button = tree.welcomePart.getByRole('button', { name: 'Set API Key' });
      await walk('Tab', 'the button has the keyboard', () =>
        button.evaluate((element) => element === document.activeElement),
      );
      await press('Enter');
      await inputBox.answer('Set API Key', FAKE_KEY);
      await tree.shows('acme/painter');
    });

    it('unfolds an app and walks its requests', async () => {
      const { tree } = workbench();
      await press('Control+0', 'Home');
      await until('the app has the keyboard', () => onRow(/^Endpoint acme\/painter\./));
      await press('ArrowRight');
      await tree.shows('422');
      await walk('ArrowDown', 'the failure has it', () => onRow(/^Failed with 422/));
    });

    it('opens a request and walks its input', async () => {
      const { payload } = workbench();
      await press('Enter');
      await payload.shows('a lighthouse');
      // The focus stays in the tree, to walk on; asked again, the panel takes it.
      await press('Enter');
      await until('the panel has the keyboard', async () => (await payload.focused()) !== undefined);
      const on = async (row: RegExp) => row.test((await payload.focused())?.[1] ?? '');
      await walk('Tab', 'the input has it', async () => (await payload.focused())?.[0] === 'Input');
      await walk('ArrowDown', 'its size has it', () => on(/^size/));
      await press('ArrowLeft');
      await payload.content.getByRole('treeitem', { name: /^size/, expanded: false }).waitFor();
      await press('ArrowRight');
      await payload.content.getByRole('treeitem', { name: /^size/, expanded: true }).waitFor();
      await press('ArrowRight');
      await until('the width has it', () => on(/^width: 1024/));
    });

    it('leaves the panel for the tree, and comes back', async () => {
      const { payload } = workbench();
      await press('Control+0');
      await until('the row has the keyboard again', () => onRow(/^Failed with 422/));
      await press('F6');
      await until('the panel has it again', async () => (await payload.focused()) !== undefined);
    });

    it('follows the logs, filters them and ends it', async () => {
      const { palette, inputBox, output, fal } = workbench();
      await palette.runByKeys('Tail fal logs');
      await inputBox.chooseByKeys('Tail fal logs', 'All apps');
      await fal.untilStreams(1);
      fal.log({ message: 'INFO: a calm sea' }, { message: 'ERROR: a storm' });
      await output.shows('a calm sea');
      await palette.runByKeys('fal: Filter Tail');
      await inputBox.chooseByKeys('Filter Tail: level', 'error and above');
      await inputBox.answer('Filter Tail: text', 'storm');
      await until('only the storm is left', async () => !(await output.lines()).join().includes('calm'));
      await output.shows('a storm');
      await palette.runByKeys('fal: Stop Tail');
      await fal.untilStreams(0);
    });

    it('takes no mouse for it', async () => {
      const { page } = workbench();
      assert.doesNotMatch((await page.locator('body').getAttribute('class')) ?? '', /was-pointed-at/);
    });
  });

  describe('with a screen reader', () => {
    before(async () => {
      const { palette, page } = workbench();
      await palette.run('Toggle Screen Reader Accessibility Mode');
      await page.locator('.statusbar').getByText('Screen Reader Optimized').waitFor();
    });

    it('hears of each row what it is and how it went', async () => {
      const { tree } = workbench();
      const spoken = (await tree.spoken()).join('\n');
      assert.match(spoken, /^Endpoint acme\/painter\. 33 % failed\. 3 requests\./m);
      assert.match(spoken, /^Failed with 422, an error of the caller\. Ended \d\d:\d\d:\d\d\. Took 1 s\./m);
      assert.match(spoken, /^Running, or its end was not recorded\. Sent \d\d:\d\d:\d\d\./m);
      assert.match(spoken, /^Succeeded with 201\. Ended \d\d:\d\d:\d\d\./m);
    });

    it('hears the name of each button of the view', async () => {
      const names = await workbench().tree.buttons();
      assert.ok(names.includes('Refresh'));
      assert.ok(!names.includes(''));
    });

    it('hears the parts of a panel by their names, and what it did', async () => {
      const { tree, payload } = workbench();
      await tree.click('422');
      const { content } = payload;
      for (const name of ['Input', 'Output', 'Logs']) {
        await content.getByRole('region', { name, exact: true }).waitFor();
        await content.getByRole('tree', { name, exact: true }).waitFor();
      }
      await content.getByRole('treeitem', { name: 'prompt: "a lighthouse"' }).waitFor();
      await content.getByRole('tree', { name: 'Input' }).focus();
      await press('Control+c');
      await content.getByRole('status').getByText('Copied.').waitFor({ state: 'attached' });
    });

    it('hears in the status bar what a tail does', async () => {
      const { palette, inputBox, page } = workbench();
      await palette.run('Tail fal logs');
      await inputBox.choose('Tail fal logs', 'All apps');
      const item = page
        .locator('.statusbar')
        .getByRole('button', { name: /^fal: all apps(?: \(\d\))?\s+live, for \d+ s/ });
      await item.first().waitFor();
      await palette.run('fal: Stop Tail');
    });

    it('hears the ways on that the welcome offers', async () => {
      const { tree } = workbench();
      await removeKey();
      for (const name of [
        'Set API Key',
        'Try with Sample Data',
        'use one of the fal CLI',
        'Take the four steps',
      ])
        await tree.welcomePart.getByRole('button', { name, exact: true }).waitFor();
    });
  });

  for (const { label, id } of THEMES) {
    describe(`in ${label}`, () => {
      const assertReadable = async (part: Locator): Promise<void> => {
        const { texts } = await contrastOf(part);
        assert.notEqual(texts.length, 0);
        assert.deepEqual(
          texts.filter(({ ratio }) => ratio < LEAST_OF_TEXT),
          [],
        );
      };
      const assertOutlined = (part: Locator): Promise<unknown> =>
        until('the focus is seen', async () => (await contrastOf(part)).outline >= LEAST_OF_OUTLINE);

      before(async () => {
        const { palette, inputBox, page } = workbench();
        await palette.run('Preferences: Color Theme');
        await inputBox.chooseByKeys('', label);
        await page.locator(`.monaco-workbench.${id.endsWith('Light') ? 'hc-light' : 'hc-black'}`).waitFor();
      });

      it('draws the welcome', async () => {
        await assertReadable(workbench().tree.welcomePart);
      });

      it('draws the walkthrough, with pictures in colours that the theme has', async () => {
        const { palette, inputBox, page } = workbench();
        await palette.run('View: Close All Editors');
        await palette.run('Welcome: Open Walkthrough...');
        await inputBox.choose('', 'Begin with Scope for fal');
        for (const [step, word] of STEPS) {
          const row = page.locator('.getting-started-step').filter({ hasText: step });
          await row.getByText(step).click();
          await assertReadable(row.locator('.step-title'));
          const frame = page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
          const picture = frame.locator('svg').filter({ hasText: word });
          const colours = await picture.evaluate((svg) => {
            const style = getComputedStyle(svg);
            const named = svg.outerHTML.matchAll(/"var\((--[\w-]+)\)"/g);
            return [...named].map(([, name = '']) => [name, style.getPropertyValue(name)] as const);
          });
          assert.notEqual(colours.length, 0);
          assert.deepEqual(
            colours.filter(([, colour]) => colour === ''),
            [],
          );
        }
      });

      it('draws the tree, and where the keyboard is', async () => {
        const { palette, inputBox, tree } = workbench();
        await palette.run('fal: Set API Key');
        await inputBox.answer('Set API Key', FAKE_KEY);
        await tree.expand('acme/painter');
        await tree.shows('422');
        await press('Control+0', 'Home');
        await assertReadable(tree.list);
        await assertOutlined(tree.list.locator('.monaco-list-row.focused'));
      });

      it('marks success and failure by colours that no text has', async () => {
        const { tree } = workbench();
        const [done, failed] = [await tree.colours('201'), await tree.colours('422')];
        assert.equal(new Set([done.icon, failed.icon, done.text]).size, 3);
      });

      it('draws the panel, and where the keyboard is', async () => {
        const { tree, payload } = workbench();
        await tree.click('422');
        await payload.shows('ERROR: too wide');
        const { content } = payload;
        assert.equal(await content.locator('body').getAttribute('data-vscode-theme-id'), id);
        assert.deepEqual(await seriousFaults(await payload.frame()), []);
        await assertReadable(content.locator('main'));
        await content.getByRole('tree', { name: 'Input' }).focus();
        await press('ArrowDown');
        await assertOutlined(content.getByRole('treeitem', { selected: true }));
        await press('Tab');
        await assertOutlined(content.locator('button:focus'));
      });

      after(async () => {
        const { tree } = workbench();
        await removeKey();
        await tree.welcomePart.waitFor();
      });
    });
  }
});
