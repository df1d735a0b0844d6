import fs from 'node:fs';
import { atRoot } from '../support/root';

/** Where the package of the present version is made. */
export function vsixFile(): string {
  const manifest: unknown = JSON.parse(fs.readFileSync(atRoot('package.json'), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'name' in manifest && 'version' in manifest) {
    return atRoot(`${String(manifest.name)}-${String(manifest.version)}.vsix`);
  }
  throw new Error('package.json has no name or no version.');
}
