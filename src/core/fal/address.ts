import * as l10n from '@vscode/l10n';
import { FalError } from './errors';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The Platform API's base from the setting `fal.apiUrl`, without a slash at its end.
 * Plain http would show the key to the network, so it is taken for loopback alone.
 * @throws {FalError} `misconfigured`, saying what the setting takes.
 */
export function parseApiUrl(setting: string): string {
  const url = URL.canParse(setting.trim()) ? new URL(setting.trim()) : undefined;
  const isSafe =
    url !== undefined &&
    (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname)));
  // Also where nothing follows them: a path is put behind it.
  if (!isSafe || url.username !== '' || url.password !== '' || /[?#]/.test(url.href)) {
    throw new FalError({
      kind: 'misconfigured',
      setting: 'fal.apiUrl',
      what: l10n.t('It takes an https address such as https://api.fal.ai/v1, or http to this computer.'),
    });
  }
  return url.href.replace(/\/+$/, '');
}

/** Where fal is on this computer, as an origin; `undefined` where it is fal itself, or the setting is of no use. */
export function loopbackOrigin(setting: string): string | undefined {
  const url = URL.canParse(setting.trim()) ? new URL(setting.trim()) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && LOOPBACK.has(url.hostname)
    ? url.origin
    : undefined;
}
