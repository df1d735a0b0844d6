import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { atRoot } from '../support/root';
import { runCommand } from '../support/runCommand';
import type { VscodeVersion } from './versions';

const DOWNLOADS = 'https://update.code.visualstudio.com/api/releases/stable';
const PATIENCE_MS = 4000;

export interface Program {
  readonly executable: string;
  readonly args: readonly string[];
}

/** Why no desktop VS Code can be had here; `undefined` when one can. */
export async function desktopProblem(): Promise<string | undefined> {
  if (process.platform === 'linux' && !hasDisplay() && !(await hasXvfb())) return 'no display, no xvfb-run';
  try {
    const answer = await fetch(DOWNLOADS, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? undefined : `its download host answers ${answer.status}`;
  } catch {
    // No name, no route, no answer in time: all the same to us.
    return 'its download host is out of reach';
  }
}

export async function desktopUnderTest({ vscode }: VscodeVersion): Promise<Program> {
  const executable = await downloadAndUnzipVSCode({ version: vscode, cachePath: atRoot('.vscode-test') });
  if (process.platform !== 'linux' || hasDisplay()) return { executable, args: [] };
  return { executable: 'xvfb-run', args: ['--auto-servernum', executable] };
}

const hasDisplay = (): boolean => Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

const hasXvfb = async (): Promise<boolean> => (await runCommand('xvfb-run', ['--help'])).code === 0;
