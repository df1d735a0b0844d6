import { spawn, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { freePort } from '../support/freePort';
import { mustRun } from '../support/runCommand';
import { BUILT } from '../support/root';
import { until } from '../support/until';
import type { ServedVscode } from './install';
import { writeSettings } from './settings';

export interface ServeOptions {
  /** Holds settings, secrets, state, logs and extensions; what is in it already is kept. */
  readonly userData: string;
  /** Written over those in `userData`; without it those stay. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Reaches the extension host. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Packages to install before the start. */
  readonly vsix?: readonly string[];
  readonly args?: readonly string[];
  /** A folder is trusted only once someone says so; otherwise every one is. */
  readonly asksForTrust?: boolean;
}

export interface RunningVscode {
  readonly port: number;
  readonly url: string;
  readonly userData: string;
  end(): Promise<void>;
}

/** Starts VS Code on loopback; it answers when this resolves, and it ends with this process. */
export async function serveVscode(served: ServedVscode, options: ServeOptions): Promise<RunningVscode> {
  const { userData, settings, vsix = [], args = [], asksForTrust = false } = options;
  if (settings) writeSettings(userData, settings);
  fs.mkdirSync(userData, { recursive: true });
  const places = placesIn(userData);
  const installed = vsix.flatMap((file) => ['--install-extension', file]);
  if (vsix.length > 0) await mustRun(served.node, [served.codeServer, ...places, ...installed]);

  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const serverLog = path.join(userData, 'server.log');
  const child = startTethered(
    [
      ...[served.node, served.codeServer, ...places, '--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...args,
      ...['--disable-telemetry', '--disable-update-check'],
      ...(asksForTrust ? [] : ['--disable-workspace-trust']),
    ],
    serverLog,
    options.env,
  );
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const end = async (): Promise<void> => {
    child.stdin?.destroy();
    await ended;
  };
  try {
    await until(`VS Code ${served.version.vscode} answers`, () => {
      if (child.exitCode !== null) throw new Error(fs.readFileSync(serverLog, 'utf8'));
      return answers(`${url}/healthz`);
    });
  } catch (error) {
    await end();
    throw error;
  }
  return { port, url, userData, end };
}

/** All of its own: nothing of the user's code-server is read or changed. */
function placesIn(userData: string): string[] {
  const config = path.join(userData, 'config.yaml');
  fs.writeFileSync(config, '');
  const extensions = path.join(userData, 'extensions');
  return ['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions];
}

function startTethered(command: readonly string[], logFile: string, env: ServeOptions['env']): ChildProcess {
  const log = fs.openSync(logFile, 'w');
  const child = spawn(process.execPath, [path.join(BUILT, 'vscode', 'tether.mjs'), ...command], {
    detached: true,
    stdio: ['pipe', log, log],
    env: { ...cleanEnvironment(), ...env },
  });
  fs.closeSync(log);
  return child;
}

/** In a terminal of VS Code, code-server would take its variables for a wish to open something there. */
const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON|CODE_SERVER)_/.test(name)),
  );

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    // Nobody listens yet.
    return false;
  }
}
