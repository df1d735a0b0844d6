import fs from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

export interface SmallExtension {
  readonly name: string;
  /** Its one file, in CommonJS. */
  readonly main: string;
  readonly commands?: readonly { command: string; title: string; category: string }[];
}

/** Packs an extension that a bench runs beside ours, in that folder; it starts with VS Code. Its package. */
export async function packExtension(folder: string, extension: SmallExtension): Promise<string> {
  const { name, main, commands = [] } = extension;
  const write = (file: string, text: string): void => fs.writeFileSync(path.join(folder, file), text);
  write(
    'package.json',
    JSON.stringify({
      ...{ name, publisher: 'bench', version: '0.0.1', engines: { vscode: '^1.100.0' } },
      ...{ main: './main.js', activationEvents: ['*'], contributes: { commands } },
    }),
  );
  write('main.js', main);
  write('README.md', 'Measures beside another extension.\n');
  const packagePath = path.join(folder, `${name}.vsix`);
  await createVSIX({
    cwd: folder,
    packagePath,
    ...{ dependencies: false, allowMissingRepository: true, skipLicense: true },
  });
  return packagePath;
}
