import * as l10n from '@vscode/l10n';

/** What stands in place of a key. */
const hidden = (): string => l10n.t('[key hidden]');

/** fal's keys: `<uuid>:<32 or more hex digits>`; a header around one goes too. */
const KEY_SHAPE = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:[0-9a-f]{16,}/gi;
const HEADER_SHAPE = /\b(Key(?=\s+\S+:\S)|Bearer)\s+[^\s"',;]{8,}/g;

/**
 * Hides whatever looks like a key, and `key` itself whatever it looks like, with its secret half alone.
 * For every text on its way to a log, a message or an editor.
 */
export function redact(text: string, key?: string): string {
  let safe = text;
  if (key !== undefined && key !== '') {
    safe = safe.replaceAll(key, hidden);
    const secret = key.slice(key.indexOf(':') + 1);
    if (secret.length >= 8) safe = safe.replaceAll(secret, hidden);
  }
  return safe
    .replace(KEY_SHAPE, hidden)
    .replace(HEADER_SHAPE, (_, header: string) => `${header} ${hidden()}`);
}
