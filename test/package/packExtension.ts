import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { BUILT } from '../support/root';

export interface SmallExtension {
  readonly name: string;
  /** Its one file, in CommonJS. */
  readonly main: string;
  readonly commands?: readonly { command: string; title: string; category: string }[];
}

/** A main file that lets a module of the tests do it, whose `activate` is given VS Code. */
export function mainOf(...module: readonly string[]): string {
  const { href } = pathToFileURL(path.join(BUILT, ...module));
  return `exports.activate = async () => (await import(${JSON.stringify(href)})).activate(require('vscode'));\n`;
}

/** Packs an extension that runs beside ours, in that folder; it starts with VS Code. Its package. */
export async function packExtension(folder: string, extension: SmallExtension): Promise<string> {
  const { name, main, commands = [] } = extension;
  const write = (file: string, text: string): void => fs.writeFileSync(path.join(folder, file), text);
  write(
    'package.json',
    JSON.stringify({
      ...{ name, publisher: 'test', version: '0.0.1', engines: { vscode: '^1.100.0' } },
      ...{ main: './main.js', activationEvents: ['*'], contributes: { commands } },
    }),
  );
  write('main.js', main);
  write('README.md', 'Runs beside another extension.\n');
  const packagePath = path.join(folder, `${name}.vsix`);
  await createVSIX({
    cwd: folder,
    packagePath,
    ...{ dependencies: false, allowMissingRepository: true, skipLicense: true },
  });
  return packagePath;
}
