/** `npm run demo`: VS Code with the extension, a key and a lively fal, all on this machine, until Ctrl+C. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { FAKE_KEY, startFakeFal } from '../fake/fakeFal';
import { packVsix } from '../package/packVsix';
import { atRoot } from '../support/root';
import { installVscode } from '../vscode/install';
import { serveVscode } from '../vscode/serve';
import { NEWEST } from '../vscode/versions';
import { findDesktop, openDesktop } from './desktop';

const WORKSPACE = atRoot('test', 'demo', 'workspace');

const desktop = findDesktop();
const served = desktop === undefined ? await installVscode(NEWEST) : undefined;
const fal = await startFakeFal({ lively: true });
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'fal-scope-demo-'));
const options = {
  userData: path.join(scratch, 'data'),
  settings: { 'fal.apiUrl': fal.url, 'fal.endpoints': ['fal-ai/flux/dev'] },
  env: { FAL_KEY: FAKE_KEY },
};
console.log(`A fal of our own: ${fal.url}, with the key in FAL_KEY. What else it can do: ${fal.origin}/fake`);

if (served !== undefined) {
  const vsix = path.join(scratch, 'fal-scope.vsix');
  await packVsix(vsix);
  const vscode = await serveVscode(served, { ...options, vsix: [vsix] });
  endOnSignal(() => vscode.end());
  console.log(
    `\nVS Code ${NEWEST.vscode} with the extension. Open:\n\n  ${vscode.url}/?folder=${WORKSPACE}\n`,
  );
} else if (desktop !== undefined) {
  endOnSignal(openDesktop(desktop, WORKSPACE, options));
  console.log(`\nVS Code opens on the desktop (${desktop}).\n`);
}
console.log('Choose the fal icon at the left. Ctrl+C ends it all.');

function endOnSignal(endVscode: () => Promise<void>): void {
  let leaving = false;
  const leave = async (): Promise<void> => {
    if (leaving) return;
    leaving = true;
    console.log('\nEnding …');
    await endVscode();
    await fal.close();
    fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave());
}
