import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import type { RequestDetail } from '../../src/core/fal/types';
import { seriousFaults } from '../support/axe';
import { REF, REQUEST } from './openPanel';
import { entry, GOOD, HOSTILE, REFUSAL, REFUSED, usePanel } from './panelSuite';
import { THEMES } from './themes';

describe('the payload page, for everyone', function () {
  this.timeout(60_000);
  const suite = usePanel();
  const { show, tree, pressAll } = suite;
  const find = () => suite.panel.page.getByRole('search');
  const states: [string, RequestDetail][] = [
    ['a success', GOOD],
    ['a refusal', { request: { ...REQUEST, statusCode: 422 }, input: HOSTILE, output: REFUSAL }],
    ['a text and nothing', { request: { ...REQUEST, statusCode: undefined }, input: '<html>' }],
  ];
  for (const theme of THEMES)
    for (const width of [1000, 300])
      it(`has no serious fault in ${theme.name} at ${width} px`, async () => {
        for (const [state, detail] of states) {
          const page = await show(detail, { theme, width });
          await tree('Input').focus();
          assert.deepEqual(await seriousFaults(page), [], state);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(overflow <= 0, `${state} is ${overflow} px too wide`);
        }
      });

  it('puts output below input where it is narrow, and beside it where it is not', async () => {
    const page = await show(GOOD, { width: 300 });
    const places = async () => {
      const input = await page.getByRole('region', { name: 'Input' }).boundingBox();
      const output = await page.getByRole('region', { name: 'Output' }).boundingBox();
      return (output?.y ?? 0) > (input?.y ?? 0) ? 'below' : 'beside';
    };
    assert.equal(await places(), 'below');
    await page.setViewportSize({ width: 1000, height: 700 });
    assert.equal(await places(), 'beside');
  });

  for (const theme of THEMES)
    for (const width of [1000, 300])
      it(`has no serious fault with all that can be open, in ${theme.name} at ${width} px`, async () => {
        const output = {
          images: [1, 2].map((at) => `${suite.origin}/media/${at}.png`),
          far: 'https://x.example/a.mp4',
          text: 'x'.repeat(1000),
        };
        const logHistory = () => Promise.resolve({ items: [entry('WARNING: low'), entry('ERROR: x')] });
        const page = await show(
          { ...REFUSED, output: JSON.stringify(output) },
          { theme, width, parts: { logHistory } },
        );
        await tree('Logs').waitFor();
        await pressAll('Control+f');
        await page.keyboard.type('image');
        await find().getByText('1 of').waitFor();
        assert.deepEqual(await seriousFaults(page), []);
        await pressAll('Escape');
        await tree('Output').getByText('Show All').click();
        await page.getByRole('region', { name: 'text' }).waitFor();
        assert.deepEqual(await seriousFaults(page), []);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(overflow <= 0, `it is ${overflow} px too wide`);
      });

  it('shows what only colour draws where the system forces its own colours', async () => {
    const page = await show(GOOD);
    await page.emulateMedia({ forcedColors: 'active' });
    for (const drawn of ['.status', '.bar', '.time.waited dt', '.time.ran dt'])
      assert.ok((await coloursIn(page, drawn)) > 1, `${drawn} cannot be seen`);
  });

  it('shows that it is loading where the system forces its own colours', async () => {
    const { page, talk } = await suite.open({ parts: { getRequest: () => new Promise(() => undefined) } });
    await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    talk.show(REF);
    await page.locator('.progress').waitFor();
    const around = await coloursIn(page, 'main', 12);
    assert.ok(around > 1, 'the progress bar cannot be seen');
  });
});

/** How many colours there are in the first pixels of an element, before its words begin. */
async function coloursIn(page: Page, selector: string, height = 20): Promise<number> {
  const box = await page.locator(selector).first().boundingBox();
  assert.ok(box, `${selector} is not there`);
  const clip = { x: box.x, y: box.y, width: 8, height: Math.min(height, box.height) };
  const { data } = await sharp(await page.screenshot({ clip }))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colours = new Set<string>();
  for (let at = 0; at < data.length; at += 3) colours.add(data.subarray(at, at + 3).join());
  return colours.size;
}
