/** What starting ours costs, as VS Code’s own report of its start has it, beside an extension that does nothing. */
import { FAKE_KEY } from '../../fake/fakeFal';
import { packExtension } from '../../package/packExtension';
import { packVsix } from '../../package/packVsix';
import { vsixFile } from '../../package/vsixFile';
import { until } from '../../support/until';
import { VERSIONS, type VscodeVersion } from '../../vscode/versions';
import { openWorkbench } from '../../workbench/openWorkbench';
import { percentile } from '../rates';
import type { Bench, BenchRow } from '../row';

const STARTS = 9;
const MOST_MS = 10;
const OURS = 'fal-scope.fal-scope';
const EMPTY = 'test.empty';
// So tall that every line of the report is drawn.
const SIZE = { width: 1600, height: 6000 };

const bench: Bench = async () => {
  await packVsix(vsixFile());
  const rows: BenchRow[] = [];
  for (const version of VERSIONS) rows.push(await measure(version));
  return rows;
};
export default bench;

const packEmpty = (folder: string): Promise<string> =>
  packExtension(folder, { name: 'empty', main: 'exports.activate = () => undefined;\n' });

async function measure(version: VscodeVersion): Promise<BenchRow> {
  const options = { key: FAKE_KEY, beside: packEmpty, size: SIZE, isTraced: false };
  const workbench = await openWorkbench(version, options);
  const { page, tree, palette } = workbench;
  const ours: number[] = [];
  const empty: number[] = [];
  try {
    for (let start = 0; start < STARTS; start++) {
      await tree.open();
      await tree.shows('portrait-studio');
      await palette.run('Developer: Startup Performance');
      const lines = page.locator('.editor-instance .view-line');
      const report = await until('the report tells of both', async () => {
        const text = (await lines.allInnerTexts()).map((line) => line.replaceAll('\u00A0', ' '));
        return [OURS, EMPTY].every((id) => text.some((line) => line.includes(id))) && text;
      });
      ours.push(activateMs(report, OURS));
      empty.push(activateMs(report, EMPTY));
      await page.reload();
    }
  } finally {
    await workbench.close();
  }
  return {
    ...{ name: `activate, VS Code ${version.vscode}`, unit: 'ms' },
    ...{ ours: cost(ours), baseline: cost(empty), bound: { aboveAtMost: MOST_MS } },
  };
}

/**
 * The columns are: extension, eager, load code, call activate, finish activate, event, by. Ours returns at once; to finish
 * is what VS Code does then.
 */
function activateMs(report: readonly string[], id: string): number {
  const line = report.find((each) => each.includes(id)) ?? '';
  const ms = Number(line.split('|')[4]);
  if (!Number.isFinite(ms)) throw new Error(`VS Code told no time of ${id}: ${line}`);
  return ms;
}

/** The lower quartile: a start shares the machine with all that starts beside it, which falls on one step or another. */
const cost = (times: readonly number[]): number => percentile(times, 25);
