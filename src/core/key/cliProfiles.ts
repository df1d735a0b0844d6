import * as l10n from '@vscode/l10n';
import { parse, TomlError } from 'smol-toml';
import { isRecord } from '../base/guards';
import { extractKey, keyShapeProblem } from './apiKey';

/** A profile of the fal CLI that has a key. */
export interface CliProfile {
  readonly name: string;
  readonly key: string;
  /** The one that the CLI itself uses. */
  readonly isDefault: boolean;
}

/** The CLI's own table; the others are profiles, and what stands above them are its settings. */
const INTERNAL = '__internal__';

/**
 * The profiles in the fal CLI's `config.toml`.
 * @param wanted `FAL_PROFILE`, which the CLI heeds before its file.
 * @throws an Error that says where the text is no TOML, and quotes nothing of it: keys stand there.
 */
export function readCliProfiles(toml: string, wanted = ''): readonly CliProfile[] {
  const config = parseToml(toml);
  const internal = config[INTERNAL];
  const chosen = wanted || (isRecord(internal) ? internal.profile : undefined);
  return Object.entries(config).flatMap(([name, profile]) => {
    const key: unknown = name !== INTERNAL && isRecord(profile) ? profile.key : undefined;
    if (typeof key !== 'string' || keyShapeProblem(key) !== undefined) return [];
    return [{ name, key: extractKey(key), isDefault: name === chosen }];
  });
}

function parseToml(toml: string): Readonly<Record<string, unknown>> {
  try {
    return parse(toml);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Neither as its cause: the parser's own words hold the lines around the fault.
    throw new Error(l10n.t('it is no valid TOML at line {0}, column {1}.', error.line, error.column));
  }
}
