/** How soon the first rows of a payload are seen, beside VS Code’s own editor opening the same text from a file. */
import fs from 'node:fs';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import type { FakeFal } from '../../fake/fakeFal';
import { until } from '../../support/until';
import type { Workbench } from '../../workbench/openWorkbench';
import { median } from '../rates';
import type { Bench, BenchRow } from '../row';
import { openTimed } from './openTimed';
import { makeSample } from './sample';

const ROUNDS = 3;
const LONGEST_MS = 120_000;
const SIZES = [
  { megabytes: 1, bound: { ratioAtMost: 0.5 } },
  { megabytes: 10, bound: { ratioAtMost: 0.15 } },
  { megabytes: 50, bound: { ratioAtMost: 0.5 } },
] as const;

const bench: Bench = async () => {
  const workbench = await openTimed();
  try {
    workbench.fal.world.app({ owner: 'acme', name: 'painter' });
    // The first panel and the first editor of a window cost what later ones do not.
    await timeEditor(workbench, 0, makeSample(1000));
    await timePanel(workbench, 0, makeSample(1000));
    const rows: BenchRow[] = [];
    let number = 0;
    for (const { megabytes, bound } of SIZES) {
      const text = makeSample(megabytes * 1_000_000);
      const panel: number[] = [];
      const whole: number[] = [];
      const editor: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        number += 1;
        const { first, all } = await timePanel(workbench, number, text);
        panel.push(first);
        whole.push(all);
        editor.push(await timeEditor(workbench, number, text));
      }
      const name = `first rows seen, ${megabytes} MB`;
      const baseline = median(editor);
      rows.push({ name, unit: 'ms', ours: median(panel), baseline, bound });
      rows.push({ name: '  then all of it there', unit: 'ms', ours: median(whole), baseline });
    }
    return rows;
  } finally {
    await workbench.close();
  }
};
export default bench;

/** From the press on a row of the tree; each request is another one, so none is kept. */
async function timePanel(workbench: Workbench, number: number, text: string) {
  const { fal, tree, payload, page } = workbench;
  const mark = `panel-${number}`;
  // Tells its row in the tree.
  const statusCode = 200 + number;
  fal.request({
    endpointId: 'acme/painter',
    input: '{}',
    output: text.replace('here it begins', mark),
    statusCode,
  });
  await tree.open();
  await tree.press('Refresh');
  await tree.expand('acme/painter');
  const row = tree.row(String(statusCode));
  await row.waitFor();
  await untilQuiet(fal);
  // The page that shows the request before it stays, so that it can be watched from the press on.
  const frame = number === 0 ? undefined : await payload.frame();
  const pressed = await notePress(page);
  const seen = frame && [firstSeen(frame, '.row', mark), firstSeen(frame, '.pane.is-tree .row', mark)];
  await row.click();
  if (seen === undefined) await payload.content.getByText('painter').first().waitFor();
  const [first = 0, all = 0] = await Promise.all(seen ?? []);
  const pressedAt = await pressed();
  return { first: first - pressedAt, all: all - pressedAt };
}

/** From the press on the file in Quick Open. */
async function timeEditor({ page, palette, scratch, fal }: Workbench, number: number, text: string) {
  const mark = `editor-${number}`;
  const name = `sample-${number}.json`;
  const file = path.join(scratch, 'workspace', name);
  fs.writeFileSync(file, text.replace('here it begins', mark));
  await untilQuiet(fal);
  const line = await palette.offer(file, name);
  const pressed = await notePress(page);
  const seen = firstSeen(page.mainFrame(), '.editor-instance .view-line', mark);
  await line.click();
  const took = (await seen) - (await pressed());
  await page.locator('.tab.active').first().click({ button: 'middle' });
  return took;
}

/** What was shown before may still be read on: that belongs to neither. */
async function untilQuiet(fal: FakeFal): Promise<void> {
  let asked = -1;
  await until('fal is asked no more', () => asked === (asked = fal.asked.length), { everyMs: 1500 });
}

/** The browser's own clock tells when: what drives it looks seldom, and late. */
async function notePress(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    delete document.body.dataset.pressedAt;
    const note = () => (document.body.dataset.pressedAt = String(Date.now()));
    addEventListener('pointerdown', note, { capture: true, once: true });
  });
  return async () => Number(await page.locator('body').getAttribute('data-pressed-at'));
}

async function firstSeen(frame: Frame, selector: string, mark: string): Promise<number> {
  const seen = await frame.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll(wanted.selector)].some((each) =>
        each.textContent.includes(wanted.mark),
      ) && Date.now(),
    { selector, mark },
    { polling: 'raf', timeout: LONGEST_MS },
  );
  return Number(await seen.jsonValue());
}
