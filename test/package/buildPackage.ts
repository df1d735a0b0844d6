/** Makes `fal-scope-<version>.vsix` at the root, once it is checked what is in it and how much it weighs. */
import fs from 'node:fs';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { atRoot } from '../support/root';
import {
  CONTENTS,
  MOST_BUNDLE_BYTES,
  MOST_PACKAGE_BYTES,
  MOST_SCRIPT_BYTES,
} from '../support/packageContents';
import { packVsix } from './packVsix';
import { vsixFile } from './vsixFile';

const name = path.basename(vsixFile());
const made = atRoot('out', name);
for (const file of [made, vsixFile()]) fs.rmSync(file, { force: true });
const warnings = await packVsix(made);

const packed = await listFiles({ cwd: atRoot(), packageManager: PackageManager.None });
const atStart = filesAtStart();
const scripts = packed.filter((each) => each.endsWith('.mjs')).map((each) => atRoot(each));
const faults = [
  ...warnings.map((warning) => `vsce warns: ${warning}`),
  ...packed
    .filter((each) => !isChunk(each) && !CONTENTS.includes(each))
    .map((each) => `${each} is packed, but not expected.`),
  ...CONTENTS.filter((each) => !packed.includes(each)).map((each) => `${each} is expected, but not packed.`),
  ...readTooSoon('startSample'),
  ...tooHeavy('extension, as it starts', atStart, MOST_BUNDLE_BYTES),
  ...tooHeavy('extension, all of its scripts', scripts, MOST_SCRIPT_BYTES),
  ...tooHeavy(name, [made], MOST_PACKAGE_BYTES),
];
for (const fault of faults) console.error(`Package: ${fault}`);
if (faults.length > 0) {
  fs.rmSync(made);
  process.exitCode = 1;
} else {
  fs.renameSync(made, vsixFile());
}

function isChunk(file: string): boolean {
  return /^dist\/chunks\/[\w-]+\.mjs$/.test(file);
}

function filesAtStart(): readonly string[] {
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
  return [...files];
}

/** Most people never need that part. */
function readTooSoon(part: string): string[] {
  const isPart = (file: string): boolean => path.basename(file).startsWith(`${part}-`);
  if (!scripts.some(isPart)) return [`${part} is no part of its own.`];
  return atStart.some(isPart) ? [`${part} is read at the start.`] : [];
}

function tooHeavy(what: string, files: readonly string[], mostBytes: number): string[] {
  const bytes = files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
  console.log(`${what}: ${bytes} bytes of at most ${mostBytes}`);
  return bytes <= mostBytes ? [] : [`${what}: too heavy.`];
}
