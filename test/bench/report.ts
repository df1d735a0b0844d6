import fs from 'node:fs';
import os from 'node:os';
import { atRoot } from '../support/root';

const FILE = atRoot('docs', 'benchmarks.md');

/** Writes `docs/benchmarks.md`: the rows as they were drawn, the machine, and how to get them again. */
export function writeReport(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(' | ')} |`;
  const rules = heads.map((_, column) => (column >= 2 && column <= 4 ? '--:' : '---'));
  const text = `# Benchmarks

<!-- Written by \`npm run bench\`; do not edit. -->

Every bench measures ours and a baseline in the same run, taking turns, so that the ratio says the same on a slow
machine and on a busy one. A ratio beyond its bound fails the run. The figures themselves are those of one machine:
${machine()}.

${[line(heads), line(rules), ...rows.map(line)].join('\n')}

What each baseline is stands in the bench, below \`test/bench\`. To repeat them:

\`\`\`sh
npm ci
npm run bench            # all of them; writes this page
npm run bench -- tail    # those whose path holds a word; writes nothing
\`\`\`
`;
  fs.writeFileSync(FILE, text);
  return FILE;
}

function machine(): string {
  const cpus = os.cpus();
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GB`;
  const model = cpus[0]?.model.trim().replace(/\s+/g, ' ');
  const cores = `${cpus.length} × ${model === undefined || model === '' ? os.arch() : model}`;
  const day = new Date().toISOString().slice(0, 10);
  return `${cores}, ${memory} of memory, ${os.platform()} ${os.arch()}, Node ${process.versions.node}, on ${day}`;
}

const escape = (cell: string): string => cell.replaceAll('|', '\\|');
