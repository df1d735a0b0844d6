import { createVSIX } from '@vscode/vsce';
import { atRoot } from '../support/root';
import { mustRun } from '../support/runCommand';

/** Builds for production and packs what `.vscodeignore` leaves. Gives what vsce warns of, which it prints, too. */
export async function packVsix(file: string): Promise<readonly string[]> {
  await mustRun(process.execPath, ['esbuild.js', '--production'], { cwd: atRoot() });
  return warningsOf(() => createVSIX({ cwd: atRoot(), packagePath: file, dependencies: false }));
}

async function warningsOf(act: () => Promise<void>): Promise<readonly string[]> {
  const { warn } = console;
  const { GITHUB_ACTIONS } = process.env;
  const warnings: string[] = [];
  console.warn = (...words: unknown[]) => {
    warnings.push(words.map(String).join(' '));
    warn(...words);
  };
  // There, vsce would put its warnings among what it prints.
  delete process.env.GITHUB_ACTIONS;
  try {
    await act();
  } finally {
    console.warn = warn;
    if (GITHUB_ACTIONS !== undefined) process.env.GITHUB_ACTIONS = GITHUB_ACTIONS;
  }
  return warnings;
}
