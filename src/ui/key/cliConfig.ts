import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { rootCause, toError } from '../../core/base/errors';
import { readCliProfiles, type CliProfile } from '../../core/key/cliProfiles';

/**
 * The fal CLI's profiles, read anew each time: the CLI may have written others. Its login lies in files beside this one,
 * which are never opened.
 * @throws an Error in words.
 */
export async function readCliConfig(): Promise<readonly CliProfile[]> {
  const file = pathOfCliConfig();
  let toml: string;
  try {
    toml = await readFile(file, 'utf8');
  } catch (error) {
    if (rootCause(error).includes('ENOENT')) {
      throw new Error(vscode.l10n.t('{0} is not there: the fal CLI has no profile yet.', file));
    }
    throw new Error(vscode.l10n.t('{0} cannot be read: {1}', file, rootCause(error)), { cause: error });
  }
  try {
    return readCliProfiles(toml, process.env.FAL_PROFILE);
  } catch (error) {
    throw new Error(vscode.l10n.t('{0} cannot be read: {1}', file, toError(error).message), { cause: error });
  }
}

/** As the CLI finds it. */
export function pathOfCliConfig(): string {
  const file = process.env.FAL_CONFIG_PATH ?? '~/.fal/config.toml';
  return file.startsWith('~/') ? path.join(os.homedir(), file.slice(2)) : file;
}
