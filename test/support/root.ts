import fs from 'node:fs';
import path from 'node:path';

/** The repository's folder, wherever the built test was put. */
export const ROOT = findRoot(import.meta.dirname);

function findRoot(folder: string): string {
  if (fs.existsSync(path.join(folder, 'package-lock.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder)
    throw new Error('No package-lock.json above the tests: run them from the repository.');
  return findRoot(parent);
}

export const atRoot = (...names: string[]): string => path.join(ROOT, ...names);

/** Where `node esbuild.js --tests` puts the tests. */
export const BUILT = atRoot('out', 'test');
