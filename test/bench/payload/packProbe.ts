import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { BUILT } from '../../support/root';

/** Makes an extension of `hostProbe`, in that folder; its package. */
export async function packProbe(folder: string): Promise<string> {
  const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text);
  const built = pathToFileURL(path.join(BUILT, 'bench', 'payload', 'hostProbe.mjs')).href;
  write(
    'package.json',
    JSON.stringify({
      ...{ name: 'host-probe', publisher: 'bench', version: '0.0.1', engines: { vscode: '^1.100.0' } },
      ...{ main: './main.js', activationEvents: ['*'] },
      contributes: {
        commands: [
          { command: 'hostProbe.copy', title: 'Copy 50 MB', category: 'Host Probe' },
          { command: 'hostProbe.compare', title: 'Compare 50 MB', category: 'Host Probe' },
        ],
      },
    }),
  );
  write(
    'main.js',
    `exports.activate = async () => (await import(${JSON.stringify(built)})).activate(require('vscode'));\n`,
  );
  write('README.md', 'Watches the extension host.\n');
  const packagePath = path.join(folder, 'probe.vsix');
  const skipped = { dependencies: false, allowMissingRepository: true, skipLicense: true };
  await createVSIX({ cwd: folder, packagePath, ...skipped });
  return packagePath;
}
