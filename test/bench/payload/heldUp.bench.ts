/** How long VS Code’s extension host is held up at a stretch while a payload of 50 MB is opened and used. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { FakeFal } from '../../fake/fakeFal';
import { until } from '../../support/until';
import type { Bench, BenchRow } from '../row';
import { openTimed } from './openTimed';
import { packProbe } from './packProbe';
import { makeSample } from './sample';

const MOST_MS = 100;
const LONGEST_MS = 120_000;
/** For what comes after what is seen: media are looked for, a document goes to VS Code. */
const AFTERWARDS_MS = 3000;

/** As many as the panel reads of one request. */
const LOG_ENTRIES = 5000;

const bench: Bench = async () => {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-held-up-')), 'stretches.txt');
  fs.writeFileSync(report, '');
  const workbench = await openTimed({ beside: packProbe, env: { HOST_PROBE: report } });
  const rows: BenchRow[] = [];
  const held = async (step: () => Promise<unknown>): Promise<number> => {
    const began = Date.now();
    await step();
    await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS));
    const stretches = fs
      .readFileSync(report, 'utf8')
      .split('\n')
      .map((line) => line.split(' ').map(Number))
      .filter(([at = 0]) => at >= began);
    return Math.max(0, ...stretches.map(([, ms = 0]) => ms));
  };
  const measure = async (what: string, step: () => Promise<unknown>, own?: () => Promise<unknown>) => {
    const ours = await held(step);
    const baseline = own === undefined ? 0 : await held(own);
    rows.push({ name: `host held up, ${what}`, unit: 'ms', ours, baseline, bound: { aboveAtMost: MOST_MS } });
  };
  try {
    const { fal, tree, page, payload, palette, inputBox } = workbench;
    fal.world.app({ owner: 'acme', name: 'painter' });
    fal.request({ endpointId: 'acme/painter', input: '{}', output: '{"a":1}', statusCode: 201 });
    const large = { endpointId: 'acme/painter', input: '{}', output: makeSample(50_000_000) };
    fal.request({ ...large, statusCode: 202 });
    const other = fal.request({ ...large, statusCode: 203 });
    addLogs(fal, fal.request({ endpointId: 'acme/painter', statusCode: 204 }).requestId);
    await until('the host is watched', () => fs.statSync(report).size > 0);
    await tree.open();
    await tree.expand('acme/painter');
    // The first panel loads what later ones have.
    await tree.click('201');
    await payload.shows('no log lines');

    await measure(`${LOG_ENTRIES} log entries read`, async () => {
      await tree.click('204');
      await payload.content.getByRole('tree', { name: 'Logs' }).waitFor({ timeout: LONGEST_MS });
    });
    await measure('50 MB opened', async () => {
      await tree.click('202');
      await payload.content.getByText('here it begins').first().waitFor({ timeout: LONGEST_MS });
      await payload.content.getByText('no log lines').first().waitFor({ timeout: LONGEST_MS });
    });
    await measure('50 MB searched', async () => {
      await payload.content.getByRole('tree', { name: 'Output' }).click();
      await page.keyboard.press('Control+f');
      await page.keyboard.type('needle');
      await payload.content.getByText('No results').waitFor({ timeout: LONGEST_MS });
    });
    await measure('50 MB expanded and scrolled', async () => {
      await page.keyboard.press('Escape');
      await payload.content.getByRole('treeitem', { name: /^items: / }).click();
      await page.keyboard.press('End');
      await payload.content.getByRole('treeitem', { selected: true }).waitFor();
    });
    const copy = async (): Promise<void> => {
      const output = payload.content.getByRole('region', { name: 'Output' });
      await output.getByRole('button', { name: 'Copy All' }).click();
      const news = payload.content.getByRole('status').getByText('Copied.');
      await news.waitFor({ state: 'attached', timeout: LONGEST_MS });
    };
    const compare = async (): Promise<void> => {
      await palette.run('fal: Compare Requests');
      await inputBox.answer('Open Request', other.requestId);
      await inputBox.choose('Compare what?', 'Outputs');
      await diffShows('here it begins');
    };
    const diffShows = (text: string) =>
      page
        .locator('.editor.modified .view-line')
        .filter({ hasText: text })
        .first()
        .waitFor({ timeout: LONGEST_MS });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await measure('50 MB copied, beside VS Code’s own', copy, async () => {
      await palette.run('Host Probe: Copy 50 MB');
      await until('it is copied', () => fs.existsSync(`${report}.done`));
    });
    await measure('50 MB compared, beside VS Code’s own', compare, async () => {
      await page.locator('.tab.active').first().click({ button: 'middle' });
      await palette.run('Host Probe: Compare 50 MB');
      await diffShows('here it begins');
    });
    return rows;
  } finally {
    await workbench.close();
    fs.rmSync(path.dirname(report), { recursive: true, force: true });
  }
};
export default bench;

function addLogs(fal: FakeFal, requestId: string): void {
  const frame = '  File "/app/shop/main.py", line 12, in run\n    return await paint(order)\n';
  for (let at = 0; at < LOG_ENTRIES; at += 1)
    fal.log({
      message: `Traceback (most recent call last):\n${frame.repeat(12)}ValueError: order ${at}`,
      labels: { fal_request_id: requestId },
    });
}
