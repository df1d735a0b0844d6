import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { atRoot } from '../support/root';
import { until } from '../support/until';
import { writeSettings } from '../vscode/settings';

/** The command `code`, where a desktop can show its window. */
export function findDesktop(): string | undefined {
  const forced = process.env.VSCODE_UNDER_TEST;
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY !== undefined;
  if (forced === 'served' || (forced !== 'desktop' && !hasDisplay)) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file));
}

export interface DesktopOptions {
  readonly userData: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
}

/** Opens a window with settings and state of its own; returns how to end it. */
export function openDesktop(code: string, folder: string, options: DesktopOptions): () => Promise<void> {
  const { userData, settings, env } = options;
  writeSettings(userData, settings);
  const args = [
    ...['--new-window', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'],
    ...[`--user-data-dir=${userData}`, `--extensions-dir=${path.join(userData, 'extensions')}`],
    ...[`--extensionDevelopmentPath=${atRoot()}`, folder],
  ];
  const shell = process.platform === 'win32';
  spawn(code, args, { env: { ...process.env, ...env }, stdio: 'ignore', shell });
  return async () => {
    // The command `code` is gone once the window is there; VS Code notes its own process in this file.
    const lock = path.join(userData, 'code.lock');
    if (!fs.existsSync(lock)) return;
    process.kill(Number(fs.readFileSync(lock, 'utf8')));
    await until('VS Code is closed', () => !fs.existsSync(lock), { timeoutMs: 10_000 });
  };
}
