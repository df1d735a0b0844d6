import { createFalClient } from '../../../src/core/fal/client';
import { aptInstall } from '../../support/debian';
import { mustRun, runCommand } from '../../support/runCommand';
import { medianRates } from '../rates';
import type { BenchRow } from '../row';
import { tailUntil } from './shownLines';
import { startLogServer } from './startLogServer';

const LINES = 20_000;
const ROUNDS = 5;
/** Cutting the time out of the text is the fastest that jq can do; it holds for UTC alone. */
const JQ =
  '.timestamp[0:10] + " " + .timestamp[11:23] + " [" + (.level | ascii_downcase) + "] [" + .app + "] " + .message';

/** From the socket to formatted lines, against the tools that a person would put together for it. */
export default async function benchSocket(): Promise<readonly BenchRow[]> {
  const missing = await missingTools();
  const names = ['events in blocks', 'an HTTP chunk for each event'].map(
    (form) => `socket → lines of a tail, of curl | sed | jq, ${form}`,
  );
  if (missing.length > 0)
    return names.map((name) => ({ name, skipped: `install ${missing.join(', ')} to measure it` }));
  process.env.TZ = 'UTC';
  const server = await startLogServer();
  try {
    const rows: BenchRow[] = [];
    for (const [index, options] of ['plain,ends', 'plain,ends,events'].entries())
      rows.push(await compare(names[index] ?? '', `${server.origin}/${LINES}/${options}`));
    return rows;
  } finally {
    await server.end();
  }
}

async function compare(name: string, base: string): Promise<BenchRow> {
  const [ours, theirs] = [await byTail(base), await byTools(base)];
  if (ours !== theirs) throw new Error(`${name}: the tail and jq do not write the same text.`);
  const rate = await medianRates(
    [
      ['tools', async () => countLines(await byTools(base))],
      ['tail', async () => countLines(await byTail(base))],
    ],
    ROUNDS,
  );
  return {
    name,
    unit: 'lines/s',
    ours: rate('tail'),
    baseline: rate('tools'),
    bound: { ratioAtLeast: 2 },
  };
}

async function byTail(base: string): Promise<string> {
  const { streamLogs } = createFalClient({
    apiUrl: () => `${base}/v1`,
    key: () => Promise.resolve('bench'),
    fetch,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const parts: string[] = [];
  await tailUntil(LINES, streamLogs, (text) => parts.push(text));
  return parts.join('');
}

const byTools = (base: string): Promise<string> =>
  mustRun('sh', ['-c', `curl -sN -X POST '${base}/v1' | sed -n 's/^data: //p' | jq -r '${JQ}'`]);

const countLines = (text: string): number => text.split('\n').length - 1;

async function missingTools(): Promise<readonly string[]> {
  const missing = async () => {
    const tools = ['curl', 'sed', 'jq'];
    const tried = await Promise.all(tools.map((tool) => runCommand(tool, ['--version'])));
    return tools.filter((_, index) => tried[index]?.code !== 0);
  };
  const before = await missing();
  return before.length === 0 || !(await aptInstall(before)) ? before : missing();
}
