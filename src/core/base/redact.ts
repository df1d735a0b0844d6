import * as l10n from '@vscode/l10n';

/** What stands in place of a key. In JSON or code it lies within quotes, which no translation may end. */
export const hidden = (): string => l10n.t('[key hidden]').replace(/["'`\\\p{Cc}]/gu, '');

/** fal's keys: `<uuid>:<32 or more hex digits>`; a header around one goes too. */
const KEY_SHAPE = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}:[0-9a-f]{16,}/gi;
const HEADER_SHAPE = /\b(Key(?=\s+\S+:\S)|Bearer)\s+[^\s"',;`\\]{8,}/g;

/** A shorter secret may stand in any text by chance. */
const SHORTEST_SECRET = 8;

/**
 * Hides whatever looks like a key, and `key` itself whatever it looks like, with its secret half alone.
 * For every text on its way to a log, a message or an editor. Not for JSON or code, whose escapes it does not know.
 */
export function redact(text: string, key?: string): string {
  const safe = key === undefined ? text : keyHider(key)(text);
  return safe
    .replace(KEY_SHAPE, hidden)
    .replace(HEADER_SHAPE, (_, header: string) => `${header} ${hidden()}`);
}

/**
 * Hides this one key, and its secret half alone. It looks before it writes, and for no shape: each line of a tail goes
 * through it, and hardly any holds a key.
 */
export function keyHider(key: string): (text: string) => string {
  const { mark } = partsOfKey(key);
  if (mark === '') return (text) => text;
  return (text) => (text.includes(mark) ? text.replaceAll(key, hidden).replaceAll(mark, hidden) : text);
}

/** What gives a key away, and what may stand before it. */
export function partsOfKey(key: string): { readonly lead: string; readonly mark: string } {
  const at = key.indexOf(':') + 1;
  return key.length - at < SHORTEST_SECRET
    ? { lead: '', mark: key }
    : { lead: key.slice(0, at), mark: key.slice(at) };
}
