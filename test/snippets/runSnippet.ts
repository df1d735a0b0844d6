import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SnippetFormat } from '../../src/core/requests/snippet';
import { atRoot } from '../support/root';

export interface Outcome {
  readonly code: number;
  readonly out: string;
}

const PROGRAMS: Readonly<Record<SnippetFormat, readonly [program: string, file: string]>> = {
  curl: ['sh', 'snippet.sh'],
  python: ['python3', 'snippet.py'],
  javascript: [process.execPath, 'snippet.mjs'],
};

/** The address of fal.run stands in the client of fal and not in the snippet: so its questions are led elsewhere. */
const REROUTE = `const real = globalThis.fetch;
globalThis.fetch = (url, init) => real(String(url).replace('https://fal.run', process.env.FAL_RUN_URL), init);
`;

export const canRun = (format: SnippetFormat): boolean =>
  format === 'javascript' || spawnSync(format === 'curl' ? 'curl' : 'python3', ['--version']).status === 0;

/** Runs a copied snippet as a person would: saved, with `FAL_KEY` in the environment. */
export async function runSnippet(
  format: SnippetFormat,
  text: string,
  env: { readonly FAL_KEY: string; readonly FAL_RUN_URL: string },
): Promise<Outcome> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-snippet-'));
  const [program, name] = PROGRAMS[format];
  try {
    fs.symlinkSync(atRoot('node_modules'), path.join(folder, 'node_modules'));
    fs.writeFileSync(path.join(folder, name), text);
    fs.writeFileSync(path.join(folder, 'reroute.mjs'), REROUTE);
    const hook = format === 'javascript' ? ['--import', './reroute.mjs'] : [];
    return await new Promise((resolve) => {
      const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } };
      execFile(program, [...hook, name], options, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out: stdout + stderr }),
      );
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
