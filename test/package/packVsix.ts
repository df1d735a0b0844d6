import { createVSIX } from '@vscode/vsce';
import { atRoot } from '../support/root';
import { mustRun } from '../support/runCommand';

/** Builds for production and packs what `.vscodeignore` leaves. */
export async function packVsix(file: string): Promise<void> {
  await mustRun(process.execPath, ['esbuild.js', '--production'], { cwd: atRoot() });
  await createVSIX({
    cwd: atRoot(),
    packagePath: file,
    dependencies: false,
  });
}
