/** Run by `test/bench/tail/vscode.bench.ts` inside VS Code: measures tails there and writes the figures to a file. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { measureFlood } from './flood';
import { measureLatency } from './latency';
import { measureRates } from './rates';
import { openBenchStage } from './benchStage';

export async function run(): Promise<void> {
  const { BENCH_ORIGIN: origin, BENCH_REPORT: report } = process.env;
  assert.ok(origin !== undefined && report !== undefined);
  const stage = await openBenchStage(origin);
  const figures = {
    rates: await measureRates(stage),
    latency: await measureLatency(stage),
    flood: await measureFlood(stage),
  };
  fs.writeFileSync(report, JSON.stringify(figures));
}
