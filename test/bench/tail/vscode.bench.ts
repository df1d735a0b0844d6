import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { atRoot, BUILT } from '../../support/root';
import { writeSettings } from '../../vscode/settings';
import { VERSIONS, type VscodeVersion } from '../../vscode/versions';
import type { BenchRow } from '../row';
import { startLogServer } from './startLogServer';

/** What `test/integration/bench/tailBench.ts` writes. */
interface Figures {
  readonly rates: Readonly<Record<'tail' | 'blocks' | 'lines', number>>;
  readonly latency: Readonly<Record<'tail' | 'direct', number>>;
  readonly flood: Readonly<
    Record<'lines' | 'kept' | 'different' | 'reconnects' | 'startMb' | 'mostMb' | 'seconds', number>
  > & { readonly isEndSeen: boolean };
}

/** A tail in a real VS Code: the oldest and the newest, or the one that VSCODE_VERSION names. */
export default async function benchVscode(): Promise<readonly BenchRow[]> {
  const wanted = process.env.VSCODE_VERSION;
  const rows: BenchRow[] = [];
  for (const version of VERSIONS.filter(({ vscode }) => wanted === undefined || vscode === wanted))
    rows.push(...toRows(version.vscode, await measureIn(version)));
  return rows;
}

async function measureIn(version: VscodeVersion): Promise<Figures> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-bench-'));
  const within = (name: string): string => path.join(scratch, name);
  const server = await startLogServer();
  try {
    writeSettings(within('data'));
    fs.mkdirSync(within('workspace'));
    await runTests({
      vscodeExecutablePath: process.execPath,
      launchArgs: [
        path.join(BUILT, 'vscode', 'served.mjs'),
        `--vscode-version=${version.vscode}`,
        `--console-log=${within('console.log')}`,
        within('workspace'),
        `--user-data-dir=${within('data')}`,
        `--extensions-dir=${within('extensions')}`,
      ],
      extensionDevelopmentPath: atRoot(),
      extensionTestsPath: path.join(BUILT, 'integration', 'bench', 'tailBench.js'),
      extensionTestsEnv: { BENCH_ORIGIN: server.origin, BENCH_REPORT: within('report.json') },
    });
    return JSON.parse(fs.readFileSync(within('report.json'), 'utf8')) as Figures;
  } catch (error) {
    if (fs.existsSync(within('console.log')))
      console.error(fs.readFileSync(within('console.log'), 'utf8').slice(-4000));
    throw error;
  } finally {
    await server.end();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function toRows(version: string, { rates, latency, flood }: Figures): BenchRow[] {
  const place = `VS Code ${version}:`;
  const { lines, kept, different, startMb, mostMb, reconnects, seconds, isEndSeen } = flood;
  console.log(`${place} ${lines} lines with ${reconnects} reconnects in ${Math.round(seconds)} s`);
  return [
    {
      name: `${place} lines seen, of appends of 1,000`,
      unit: 'lines/s',
      ours: rates.tail,
      baseline: rates.blocks,
      bound: { ratioAtLeast: 0.9 },
    },
    {
      name: `${place} lines seen, of an append per line`,
      unit: 'lines/s',
      ours: rates.tail,
      baseline: rates.lines,
      bound: { ratioAtLeast: 1.5 },
    },
    {
      name: `${place} p95 until seen, to a direct append`,
      unit: 'ms',
      ours: latency.tail,
      baseline: latency.direct,
      bound: { aboveAtMost: 60 },
    },
    {
      name: `${place} lines missing or repeated in the session file`,
      unit: 'lines',
      ours: Math.abs(lines - different) + (kept - different),
      baseline: 0,
      bound: { aboveAtMost: 0 },
    },
    {
      name: `${place} the last line is seen in the channel`,
      unit: 'lines',
      ours: isEndSeen ? 1 : 0,
      baseline: 1,
      bound: { ratioAtLeast: 1 },
    },
    {
      name: `${place} most memory in the extension host, to its start`,
      unit: 'MB',
      ours: mostMb,
      baseline: startMb,
      bound: { aboveAtMost: 64 },
    },
  ];
}
