import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { BUILT } from '../../support/root';
import { packExtension } from '../packExtension';

/** Makes an extension of `hostProbe`, in that folder; its package. */
export function packProbe(folder: string): Promise<string> {
  const built = pathToFileURL(path.join(BUILT, 'bench', 'payload', 'hostProbe.mjs')).href;
  return packExtension(folder, {
    name: 'host-probe',
    main: `exports.activate = async () => (await import(${JSON.stringify(built)})).activate(require('vscode'));\n`,
    commands: [
      { command: 'hostProbe.copy', title: 'Copy 50 MB', category: 'Host Probe' },
      { command: 'hostProbe.compare', title: 'Compare 50 MB', category: 'Host Probe' },
    ],
  });
}
