/** `node runIntegration.mjs [served|desktop]`: the integration suite inside each VS Code, one after the other. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { keepFailure } from '../support/failures';
import { atRoot, BUILT } from '../support/root';
import { desktopProblem, desktopUnderTest, type Program } from './desktop';
import { writeSettings } from './settings';
import { VERSIONS, type VscodeVersion } from './versions';

const SAMPLE = atRoot('test', 'demo', 'workspace');

// The tests bring their own key; the one of whoever runs them stays out of it.
for (const name of ['FAL_KEY', 'FAL_KEY_ID', 'FAL_KEY_SECRET']) Reflect.deleteProperty(process.env, name);

const wanted = process.argv[2] ?? process.env.VSCODE_UNDER_TEST;
const problem = wanted === 'served' ? 'the served one was asked for' : await desktopProblem();
if (wanted === 'desktop' && problem !== undefined)
  throw new Error(`No desktop VS Code can be tested: ${problem}.`);

for (const version of VERSIONS) {
  const kind = problem === undefined ? 'desktop' : `served (no desktop: ${problem})`;
  console.log(`\nIntegration tests in VS Code ${version.vscode}, ${kind}`);
  if (!(await passesIn(version))) process.exitCode = 1;
}

async function passesIn(version: VscodeVersion): Promise<boolean> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-'));
  const within = (name: string): string => path.join(scratch, name);
  const report = within('report.txt');
  try {
    fs.cpSync(SAMPLE, within('workspace'), { recursive: true });
    writeSettings(within('data'));
    const { executable, args } =
      problem === undefined
        ? await desktopUnderTest(version)
        : servedUnderTest(version, within('console.log'));
    await runTests({
      vscodeExecutablePath: executable,
      launchArgs: [
        ...args,
        within('workspace'),
        `--user-data-dir=${within('data')}`,
        `--extensions-dir=${within('extensions')}`,
      ],
      extensionDevelopmentPath: atRoot(),
      extensionTestsPath: path.join(BUILT, 'integration', 'index.js'),
      extensionTestsEnv: { TEST_REPORT: report },
    });
    return true;
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) console.error(error);
    const kept = keepFailure(`integration-${version.vscode}`, [within('console.log'), within('data/logs')]);
    console.log(`The logs of VS Code are kept in ${kept}`);
    return false;
  } finally {
    console.log(fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : 'No test was run.');
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

function servedUnderTest({ vscode }: VscodeVersion, consoleLog: string): Program {
  const args = [`--vscode-version=${vscode}`, `--console-log=${consoleLog}`];
  return { executable: process.execPath, args: [path.join(BUILT, 'vscode', 'served.mjs'), ...args] };
}
