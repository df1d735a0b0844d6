/**
 * Stands in for the desktop executable of VS Code: takes its arguments, serves VS Code, opens it in Chromium, prints
 * what the tests print and exits with their code. Two arguments are its own: `--vscode-version=…`, and
 * `--console-log=<file>` for what VS Code itself and the tests have to say on the console.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format, parseArgs } from 'node:util';
import { launchChromium } from '../support/chromium';
import { installVscode } from './install';
import { serveVscode } from './serve';
import { OLDEST, VERSIONS } from './versions';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    'vscode-version': { type: 'string', default: OLDEST.vscode },
    extensionDevelopmentPath: { type: 'string', multiple: true, default: [] },
    extensionTestsPath: { type: 'string' },
    'user-data-dir': { type: 'string' },
    'console-log': { type: 'string' },
  },
});

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((each) => text(each) ?? []) : [];

const version = VERSIONS.find((each) => each.vscode === values['vscode-version']);
const tests = text(values.extensionTestsPath);
if (version === undefined)
  throw new Error(`Known versions: ${VERSIONS.map((each) => each.vscode).join(', ')}.`);
if (tests === undefined) throw new Error('Name the tests: --extensionTestsPath=<path>.');

const consoleLog = text(values['console-log']);
const log = (line: string): void => {
  if (consoleLog === undefined) console.log(line);
  else fs.appendFileSync(consoleLog, `${line}\n`);
};

const endings: (() => Promise<unknown>)[] = [];
let leaving: Promise<never> | undefined;
const leave = (code: number): Promise<never> =>
  (leaving ??= (async () => {
    for (const end of endings) await end().catch(console.error);
    process.exit(code);
  })());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(130));
// Whoever started us is gone when our standard input closes.
process.stdin.resume().on('close', () => void leave(130));

try {
  const served = await installVscode(version);
  const browser = await launchChromium();
  endings.push(() => browser.close());

  const named = text(values['user-data-dir']);
  const userData = named ?? fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-under-test-'));
  const vscode = await serveVscode(served, { userData, args: version.testRunArgs });
  endings.push(() => vscode.end());
  if (named === undefined) endings.push(() => fs.promises.rm(userData, { recursive: true, force: true }));

  const remote = (file: string): string => `vscode-remote://127.0.0.1:${vscode.port}${path.resolve(file)}`;
  const payload = [
    ...texts(values.extensionDevelopmentPath).map((folder) => ['extensionDevelopmentPath', remote(folder)]),
    ['extensionTestsPath', remote(tests)],
  ];
  const query = new URLSearchParams({ payload: JSON.stringify(payload) });
  if (positionals[0] === undefined) query.set('ew', 'true');
  else query.set('folder', path.resolve(positionals[0]));

  const page = await browser.newPage();
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => log(format(...args)));
  await page.exposeFunction('codeAutomationExit', (code: number) => leave(code));
  page.on('crash', () => {
    console.error('The page of VS Code crashed.');
    void leave(1);
  });
  await page.goto(`${vscode.url}/?${query}`);
} catch (error) {
  console.error(error);
  await leave(1);
}
