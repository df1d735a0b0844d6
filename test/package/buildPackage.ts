/** Makes `fal-scope-<version>.vsix` at the root and checks what is in it and how much it weighs. */
import fs from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { atRoot } from '../support/root';
import { CONTENTS, MOST_BUNDLE_BYTES, MOST_PACKAGE_BYTES } from '../support/packageContents';
import { packVsix } from './packVsix';
import { vsixFile } from './vsixFile';

fs.rmSync(vsixFile(), { force: true });
await packVsix(vsixFile());

const packed = await listFiles({ cwd: atRoot(), packageManager: PackageManager.None });
const faults = [
  ...packed
    .filter((name) => !isChunk(name) && !CONTENTS.includes(name))
    .map((name) => `${name} is packed, but not expected.`),
  ...CONTENTS.filter((name) => !packed.includes(name)).map((name) => `${name} is expected, but not packed.`),
  ...tooHeavy('extension, as it starts', bytesAtStart(), MOST_BUNDLE_BYTES),
  ...tooHeavy(path.basename(vsixFile()), fs.statSync(vsixFile()).size, MOST_PACKAGE_BYTES),
];
for (const fault of faults) console.error(`Package: ${fault}`);
if (faults.length > 0) process.exitCode = 1;

function isChunk(name: string): boolean {
  return /^dist\/chunks\/[\w-]+\.mjs$/.test(name);
}

function bytesAtStart(): number {
  const files = new Set<string>();
  const follow = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    // A dynamic import has a parenthesis: it is read when it is needed.
    for (const [, imported] of fs.readFileSync(file, 'utf8').matchAll(/(?:from|import)"(\.[^"]+)"/g)) {
      if (imported !== undefined) follow(path.join(path.dirname(file), imported));
    }
  };
  follow(atRoot('dist', 'extension.mjs'));
  return [...files].reduce((sum, file) => sum + fs.statSync(file).size, 0);
}

function tooHeavy(what: string, bytes: number, mostBytes: number): string[] {
  console.log(`${what}: ${bytes} bytes of at most ${mostBytes}`);
  return bytes <= mostBytes ? [] : [`${what} is too heavy.`];
}
