import fs from 'node:fs';
import path from 'node:path';
import { aptInstall } from '../support/debian';
import { mustRunNpm, runNpm } from '../support/npm';
import { atRoot } from '../support/root';
import { runCommand } from '../support/runCommand';
import type { NativeModule, VscodeVersion } from './versions';

/** A VS Code that can be served to a browser. */
export interface ServedVscode {
  readonly version: VscodeVersion;
  readonly node: string;
  readonly codeServer: string;
}

/** Raise it when the steps below change: what was installed by other steps is then installed afresh. */
const RECIPE = 1;
const STAMP = 'installed.json';
const QUIET = ['--no-audit', '--no-fund', '--engine-strict=false', '--loglevel=error'];

/** Makes sure, once per machine, that this version is below `.vscode-test/`. Takes about a minute. */
export async function installVscode(version: VscodeVersion): Promise<ServedVscode> {
  const home = atRoot('.vscode-test', `code-server-${version.codeServer}`);
  if (!isInstalled(home)) {
    await needCompiler();
    const draft = `${home}.draft-${process.pid}`;
    try {
      await buildIn(draft, version);
      fs.rmSync(home, { recursive: true, force: true });
      fs.renameSync(draft, home);
    } finally {
      fs.rmSync(draft, { recursive: true, force: true });
    }
  }
  return {
    version,
    node: path.join(home, 'node_modules', nodePackage(), 'bin', 'node'),
    codeServer: path.join(home, 'node_modules', 'code-server'),
  };
}

function isInstalled(home: string): boolean {
  const stamp = path.join(home, STAMP);
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === String(RECIPE);
}

async function buildIn(draft: string, version: VscodeVersion): Promise<void> {
  const say = (what: string): void => console.log(`VS Code ${version.vscode}: ${what}`);
  removeDrafts(path.dirname(draft));
  fs.mkdirSync(draft, { recursive: true });
  fs.writeFileSync(path.join(draft, 'package.json'), '{ "private": true }\n');

  say('downloading, once (about 330 MB on disk) …');
  const wanted = [`code-server@${version.codeServer}`, `${nodePackage()}@${version.node}`];
  // Its own post-install refuses to run as root and asks a host that may be out of reach.
  await mustRunNpm(['install', ...wanted, '--ignore-scripts', ...QUIET], { cwd: draft });

  const codeServer = path.join(draft, 'node_modules', 'code-server');
  const vscode = path.join(codeServer, 'lib', 'vscode');
  say('installing its modules …');
  for (const cwd of [vscode, path.join(vscode, 'extensions')]) {
    await mustRunNpm(['install', '--ignore-scripts', '--omit=dev', ...QUIET], { cwd });
  }
  const link = path.join(vscode, 'node_modules.asar');
  if (!fs.existsSync(link)) fs.symlinkSync('node_modules', link);

  const nodedir = path.join(draft, 'node_modules', nodePackage());
  for (const module of version.native) {
    say(`compiling ${module.name} …`);
    await compile(draft, module, nodedir);
  }
  fs.writeFileSync(path.join(draft, STAMP), String(RECIPE));
  say('installed.');
}

/** The binary decides, not npm's exit code: node-pty's post-install fails after its binary is made. */
async function compile(draft: string, module: NativeModule, nodedir: string): Promise<void> {
  const { folder, name, makes, args = [] } = module;
  const cwd = path.join(draft, folder);
  const { output } = await runNpm(['rebuild', name, ...args, ...QUIET], {
    cwd,
    env: { npm_config_nodedir: nodedir },
  });
  const made = path.join(cwd, 'node_modules', name, makes);
  if (fs.existsSync(made) && fs.readdirSync(made).some((file) => file.endsWith('.node'))) return;
  throw new Error(`${name} could not be compiled:\n${output.trimEnd().split('\n').slice(-25).join('\n')}`);
}

/** What an interrupted install left behind. */
function removeDrafts(folder: string): void {
  if (!fs.existsSync(folder)) return;
  for (const name of fs.readdirSync(folder)) {
    const pid = /\.draft-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function needCompiler(): Promise<void> {
  const missing = async (): Promise<string[]> => {
    const tools = ['make', 'g++', 'python3'];
    const found = await Promise.all(tools.map((tool) => runCommand(tool, ['--version'])));
    return tools.filter((_, index) => found[index]?.code !== 0);
  };
  const absent = await missing();
  if (absent.length === 0) return;
  console.log(`VS Code's native modules need ${absent.join(', ')}: installing by apt-get …`);
  if ((await aptInstall(absent)) && (await missing()).length === 0) return;
  throw new Error(
    `To build the VS Code under test, install ${absent.join(', ')} (on Debian and Ubuntu: apt-get install -y g++ make python3).`,
  );
}

function nodePackage(): string {
  if (process.platform === 'linux' || process.platform === 'darwin')
    return `node-${process.platform}-${process.arch}`;
  throw new Error('VS Code can be served on Linux and macOS only. Run `npm run test:desktop` here instead.');
}
