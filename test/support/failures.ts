import fs from 'node:fs';
import path from 'node:path';
import { atRoot } from './root';

/** Copies what explains a failed test to `out/failures/<name>/`, which CI keeps. */
export function keepFailure(name: string, files: readonly string[]): string {
  const folder = failureFolder(name);
  for (const file of files) {
    if (fs.existsSync(file)) fs.cpSync(file, path.join(folder, path.basename(file)), { recursive: true });
  }
  return path.relative(atRoot(), folder);
}

export function failureFolder(name: string): string {
  const folder = atRoot('out', 'failures', name.replace(/[^\w.-]+/g, '-'));
  fs.mkdirSync(folder, { recursive: true });
  return folder;
}
