/** `npm run bench`: runs every `…bench.mjs` below this folder in a Node of its own, and prints what each measured. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const parts = fs
  .readdirSync(path.dirname(here), { recursive: true })
  .map((name) => path.join(path.dirname(here), String(name)))
  .filter((file) => file.endsWith('bench.mjs') && file !== here)
  .sort();
for (const file of parts) {
  console.log(`\n── ${path.relative(path.dirname(here), file)}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
