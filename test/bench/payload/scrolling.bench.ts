/** The longest frame while a large payload is scrolled, beside VS Code’s own editor scrolling the same text. */
import fs from 'node:fs';
import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Workbench } from '../../workbench/openWorkbench';
import { median } from '../rates';
import type { Bench, BenchRow } from '../row';
import { openTimed } from './openTimed';

const ROUNDS = 3;
const TURNS_OF_WHEEL = 60;
const TURN_PX = 400;
const LONGEST_MS = 120_000;
/** Three frames at 60 Hz: a busy machine drops as many of either. */
const BOUND = { aboveAtMost: 50 } as const;

const bench: Bench = async () => {
  const workbench = await openTimed();
  try {
    const { fal, tree, payload } = workbench;
    fal.world.app({ owner: 'acme', name: 'painter' });
    const items = Array.from({ length: 200_000 }, (_, at) => `{"at": ${at}}`).join(',\n');
    const lines = Array.from({ length: 200_000 }, (_, at) => `${at} ${'x'.repeat(94)}`).join('\n');
    fal.request({ endpointId: 'acme/painter', output: `{"items": [${items}]}`, statusCode: 201 });
    fal.request({ endpointId: 'acme/painter', output: JSON.stringify({ text: lines }), statusCode: 202 });
    await tree.open();
    await tree.expand('acme/painter');

    await tree.click('201');
    const output = payload.content.getByRole('tree', { name: 'Output' });
    await output.getByRole('treeitem', { name: /^items: / }).click({ timeout: LONGEST_MS });
    await output
      .getByText('at: 0')
      .or(output.getByText('0: 1 field'))
      .first()
      .waitFor({ timeout: LONGEST_MS });
    const rows = await longestIn(workbench.page, await payload.frame(), output);

    await tree.click('202');
    await output.getByText('Show All').click({ timeout: LONGEST_MS });
    const text = payload.content.getByRole('tree', { name: 'text' });
    await text.getByText('xxx').first().waitFor({ timeout: LONGEST_MS });
    const whole = await longestIn(workbench.page, await payload.frame(), text);

    return [
      row('200,000 items', rows, await longestInEditor(workbench, 'items.json', `[${items}]`)),
      row('a string of 20 MB', whole, await longestInEditor(workbench, 'lines.txt', lines)),
    ];
  } finally {
    await workbench.close();
  }
};
export default bench;

const row = (what: string, ours: number, baseline: number): BenchRow => ({
  name: `longest frame while scrolling, ${what}`,
  unit: 'ms',
  ours,
  baseline,
  bound: BOUND,
});

async function longestInEditor(workbench: Workbench, name: string, text: string): Promise<number> {
  const { page, palette, scratch } = workbench;
  const file = path.join(scratch, 'workspace', name);
  fs.writeFileSync(file, text);
  await (await palette.offer(file, name)).click();
  const lines = page.locator('.editor-instance .view-lines').first();
  await lines.locator('.view-line').first().waitFor({ timeout: LONGEST_MS });
  return longestIn(page, page.mainFrame(), lines);
}

/** In the middle of the rounds, as the frame itself saw it. */
async function longestIn(page: Page, frame: Frame, scrolled: Locator): Promise<number> {
  await scrolled.hover();
  const before = await scrolled.innerText();
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await frame.evaluate(watchFrames);
    for (let turn = 0; turn < TURNS_OF_WHEEL; turn += 1) await page.mouse.wheel(0, TURN_PX);
    rounds.push(await frame.evaluate(() => Number(document.body.dataset.longestFrame)));
  }
  if ((await scrolled.innerText()) === before) throw new Error('Nothing was scrolled.');
  return median(rounds);
}

/** Runs in the page. */
function watchFrames(): void {
  const { dataset } = document.body;
  dataset.longestFrame = '0';
  let last = performance.now();
  const look = (now: number): void => {
    dataset.longestFrame = String(Math.max(Number(dataset.longestFrame), now - last));
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
