import type { JsonIndex } from '../../json/jsonIndex';
import { readString, readStringStart } from '../../json/strings';
import { classifyMedia, mayBeSilent, type MediaKind } from './mediaKind';
import { runInSlices } from '../../base/slices';
import { TokenWalk, type Token } from '../../json/tokenWalk';
import { pathOf } from '../../json/valuePath';

/** A file that a payload names or holds. */
export interface FoundMedia {
  /** Offset of its address in the payload. */
  readonly at: number;
  readonly path: string;
  readonly kind: MediaKind;
  /** http or https; `undefined` where the payload holds the file itself, as a data URI. */
  readonly url?: string;
  readonly name: string;
  readonly contentType?: string;
  readonly sizeBytes?: number;
  readonly width?: number;
  readonly height?: number;
  /** VS Code may play it without its sound. */
  readonly maySoundBeMissing: boolean;
}

export interface MediaInPayload {
  readonly media: readonly FoundMedia[];
  /** There are more, which were not looked for. */
  readonly isCut: boolean;
}

const MAX_MEDIA = 500;
const MAX_URL = 8000;
const MAX_FIELDS = 40;
const TOKENS_AT_ONCE = 2000;

/** Finds the files in a payload: `{url, content_type …}` as fal writes them, plain addresses, data URIs. */
export async function findMedia(index: JsonIndex, signal?: AbortSignal): Promise<MediaInPayload> {
  const walk = new TokenWalk(index);
  const media: FoundMedia[] = [];
  const known = new Set<string>();
  const take = (token: Token): void => {
    const found = readMedia(index, token);
    if (found === undefined || (found.url !== undefined && known.has(found.url))) return;
    if (found.url !== undefined) known.add(found.url);
    media.push(found);
  };
  let isCut = false;
  await runInSlices(() => {
    for (let looked = 0; looked < TOKENS_AT_ONCE; looked += 1) {
      const token = walk.next();
      if (token === undefined) return true;
      if (!token.isString || token.isKey) continue;
      if (media.length >= MAX_MEDIA && mayBeAddress(index.text, token)) return (isCut = true);
      if (mayBeAddress(index.text, token)) take(token);
    }
    return false;
  }, signal);
  return { media, isCut };
}

const mayBeAddress = (text: string, { start }: Token): boolean => 'hHdD'.includes(text.charAt(start + 1));

function readMedia(index: JsonIndex, token: Token): FoundMedia | undefined {
  const head = readStringStart(index.text, token.start, token.end, 200);
  const [, dataType] = /^data:([\w.+-]+\/[\w.+-]+)[;,]/i.exec(head) ?? [];
  if (dataType !== undefined) return readDataUri(index, token, dataType);
  if (!/^https?:\/\//i.test(head) || token.end - token.start > MAX_URL) return undefined;
  const url = readString(index.text.slice(token.start, token.end));
  return URL.canParse(url) ? readAddress(index, token, url) : undefined;
}

function readDataUri(index: JsonIndex, token: Token, contentType: string): FoundMedia {
  const head = readStringStart(index.text, token.start, token.end, 200);
  const length = token.end - token.start - 3 - head.indexOf(',');
  const [, subtype = 'bin'] = /\/(?:x-)?(\w+)/.exec(contentType) ?? [];
  const key = keyOf(index, token);
  const fields = fieldsOfFile(index, token, key);
  return {
    at: token.start,
    path: pathOf(index, token.start) ?? '',
    kind: classifyMedia(contentType, '') ?? 'file',
    name: text(fields.get('file_name')) ?? `${key ?? 'file'}.${subtype}`,
    contentType,
    sizeBytes: /;base64,/i.test(head) ? Math.floor((length * 3) / 4) : length,
    width: number(fields.get('width')),
    height: number(fields.get('height')),
    maySoundBeMissing: mayBeSilent(contentType, ''),
  };
}

function readAddress(index: JsonIndex, token: Token, url: string): FoundMedia | undefined {
  const key = keyOf(index, token);
  const fields = fieldsOfFile(index, token, key);
  const name = text(fields.get('file_name')) ?? nameIn(url);
  const contentType = text(fields.get('content_type'));
  const isFile = fields.has('content_type') || fields.has('file_name');
  const kind = classifyMedia(contentType, name) ?? classifyMedia(undefined, nameIn(url));
  const isNamedSo =
    key !== undefined && /(^|_)(url|file|uri)$/i.test(key) && /\.\w+$/.test(new URL(url).pathname);
  if (kind === undefined && !isFile && !isNamedSo) return undefined;
  return {
    at: token.start,
    path: pathOf(index, token.start) ?? '',
    kind: kind ?? 'file',
    url,
    name,
    contentType,
    sizeBytes: number(fields.get('file_size')),
    width: number(fields.get('width')),
    height: number(fields.get('height')),
    maySoundBeMissing: mayBeSilent(contentType, name),
  };
}

const text = (value: string | number | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: string | number | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const keyOf = (index: JsonIndex, { key }: Token): string | undefined =>
  key === undefined ? undefined : readStringStart(index.text, key.start, key.end, 100);

/** What fal says beside the `url` of a file. */
function fieldsOfFile(
  index: JsonIndex,
  { container }: Token,
  key: string | undefined,
): Map<string, string | number> {
  return key === 'url' ? fieldsBeside(index, container) : new Map<string, string | number>();
}

/** The short plain fields of the object that begins at `start`. */
function fieldsBeside(index: JsonIndex, start: number): Map<string, string | number> {
  const fields = new Map<string, string | number>();
  let looked = 0;
  for (const { key, value } of index.children(index.valueAt(start))) {
    if (key === undefined || (looked += 1) > MAX_FIELDS) break;
    const name = readStringStart(index.text, key.start, key.end, 100);
    if (value.kind === 'string') fields.set(name, readStringStart(index.text, value.start, value.end, 300));
    if (value.kind === 'number') fields.set(name, Number(index.text.slice(value.start, value.end)));
  }
  return fields;
}

/** The last step of an address, readable; its query may hold a signature and is left out. */
function nameIn(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').findLast((step) => step !== '');
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch {
    // Not percent encoding after all.
    return last;
  }
}
