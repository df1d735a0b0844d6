/** How soon the first rows of a payload are seen, beside VS Code’s own editor opening the same text from a file. */
import fs from 'node:fs';
import path from 'node:path';
import { FAKE_KEY } from '../../fake/fakeFal';
import { packVsix } from '../../package/packVsix';
import { vsixFile } from '../../package/vsixFile';
import { NEWEST } from '../../vscode/versions';
import { openWorkbench, type Workbench } from '../../workbench/openWorkbench';
import type { Bench, BenchRow } from '../row';
import { makeSample } from './sample';

const ROUNDS = 3;
const LONGEST_MS = 120_000;
const SIZES = [
  { megabytes: 1, bound: { ratioAtMost: 0.5 } },
  { megabytes: 10, bound: { ratioAtMost: 0.15 } },
  { megabytes: 50, bound: { ratioAtMost: 0.5 } },
] as const;

const bench: Bench = async () => {
  await packVsix(vsixFile());
  const workbench = await openWorkbench(NEWEST, {
    key: FAKE_KEY,
    fake: { data: 'empty' },
    // Else it would ask first, from 10 MB on.
    settings: { 'workbench.editorLargeFileConfirmation': 1024 },
  });
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
      const editor: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        number += 1;
        panel.push(await timePanel(workbench, number, text));
        editor.push(await timeEditor(workbench, number, text));
      }
      const name = `first rows seen, ${megabytes} MB`;
      rows.push({ name, unit: 'ms', ours: median(panel), baseline: median(editor), bound });
    }
    return rows;
  } finally {
    await workbench.close();
  }
};
export default bench;

/** From the click in the tree until the first row can be read; each request is another one, so none is kept. */
async function timePanel({ fal, tree, palette, payload }: Workbench, number: number, text: string) {
  const mark = `panel ${number}`;
  // Tells its row in the tree.
  const statusCode = 200 + number;
  fal.request({
    endpointId: 'acme/painter',
    input: '{}',
    output: text.replace('here it begins', mark),
    statusCode,
  });
  await tree.open();
  await palette.run('fal: Refresh');
  await tree.expand('acme/painter');
  const row = tree.row(String(statusCode));
  await row.waitFor();
  const began = performance.now();
  await row.click();
  await payload.content.getByText(mark).first().waitFor({ timeout: LONGEST_MS });
  return performance.now() - began;
}

/** From the choice of the file until its first line can be read. */
async function timeEditor({ page, palette, scratch }: Workbench, number: number, text: string) {
  const mark = `editor ${number}`;
  const name = `sample-${number}.json`;
  fs.writeFileSync(path.join(scratch, 'workspace', name), text.replace('here it begins', mark));
  const box = page.locator('.quick-input-widget');
  await page.keyboard.press('Control+p');
  await page.keyboard.type(name);
  await box.locator('.monaco-list-row').filter({ hasText: name }).first().waitFor();
  const began = performance.now();
  await page.keyboard.press('Enter');
  await page
    .locator('.editor-instance .view-line')
    .filter({ hasText: mark })
    .first()
    .waitFor({ timeout: LONGEST_MS });
  const took = performance.now() - began;
  await palette.run('View: Close Editor');
  return took;
}

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
