/** Makes `fal-scope-<version>.vsix` at the root and checks what is in it and how much it weighs. */
import fs from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { atRoot } from '../support/root';
import { CONTENTS, MOST_BUNDLE_BYTES, MOST_PACKAGE_BYTES } from './contents';
import { packVsix } from './packVsix';
import { vsixFile } from './vsixFile';

fs.rmSync(vsixFile(), { force: true });
await packVsix(vsixFile());

const packed = await listFiles({ cwd: atRoot(), packageManager: PackageManager.None });
const faults = [
  ...packed.filter((name) => !CONTENTS.includes(name)).map((name) => `${name} is packed, but not expected.`),
  ...CONTENTS.filter((name) => !packed.includes(name)).map((name) => `${name} is expected, but not packed.`),
  ...tooHeavy(atRoot('dist', 'extension.mjs'), MOST_BUNDLE_BYTES),
  ...tooHeavy(vsixFile(), MOST_PACKAGE_BYTES),
];
for (const fault of faults) console.error(`Package: ${fault}`);
if (faults.length > 0) process.exitCode = 1;

function tooHeavy(file: string, mostBytes: number): string[] {
  const bytes = fs.statSync(file).size;
  console.log(`${path.basename(file)}: ${bytes} bytes of at most ${mostBytes}`);
  return bytes <= mostBytes ? [] : [`${path.basename(file)} is too heavy.`];
}
