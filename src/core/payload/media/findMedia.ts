import type { JsonIndex } from '../../json/jsonIndex';
import { readString, readStringStart } from '../../json/strings';
import { kindOfName, kindOfType, mayBeSilent, type MediaKind } from './mediaKind';
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
const TOKENS_AT_ONCE = 500;

/** Finds the files in a payload: `{url, content_type …}` as fal writes them, plain addresses, data URIs. */
export async function findMedia(index: JsonIndex, signal?: AbortSignal): Promise<MediaInPayload> {
  const walk = new TokenWalk(index);
  const media: FoundMedia[] = [];
  /** Addresses as they are written, for what is known need not be read, and as they are meant. */
  const known = new Set<string>();
  let isCut = false;
  const take = (token: Token): void => {
    const written = index.text.slice(token.start, Math.min(token.end, token.start + MAX_URL));
    const found = known.has(written) ? undefined : readMedia(index, token);
    if (found === undefined || (found.url !== undefined && known.has(found.url))) return;
    isCut = media.length >= MAX_MEDIA;
    if (isCut) return;
    media.push({ ...found, path: pathOf(index, token.start) ?? '' });
    if (found.url !== undefined) known.add(found.url).add(written);
  };
  // An address takes a while to read, so there is one to a step.
  const step = (): boolean => {
    for (let looked = 0; looked < TOKENS_AT_ONCE; looked += 1) {
      const token = walk.next();
      if (token === undefined) return true;
      if (!token.isString || token.isKey || !mayBeAddress(index.text, token)) continue;
      take(token);
      return isCut;
    }
    return false;
  };
  await runInSlices(step, signal);
  return { media, isCut };
}

const mayBeAddress = (text: string, { start }: Token): boolean => 'hHdD'.includes(text.charAt(start + 1));

type MediaAtToken = Omit<FoundMedia, 'path'>;

function readMedia(index: JsonIndex, token: Token): MediaAtToken | undefined {
  const head = readStringStart(index.text, token.start, token.end, 200);
  const [, dataType] = /^data:([\w.+-]+\/[\w.+-]+)[;,]/i.exec(head) ?? [];
  if (dataType !== undefined) return readDataUri(index, token, dataType, head);
  if (!/^https?:\/\//i.test(head) || token.end - token.start > MAX_URL) return undefined;
  const url = readString(index.text.slice(token.start, token.end));
  return URL.canParse(url) ? readAddress(index, token, url) : undefined;
}

function readDataUri(index: JsonIndex, token: Token, dataType: string, head: string): MediaAtToken {
  const length = token.end - token.start - 3 - head.indexOf(',');
  const key = keyOf(index, token);
  const fields = fieldsOfFile(index, token, key);
  const types = [dataType, text(fields.get('content_type'))];
  const contentType = types.find((type) => kindOfType(type) !== undefined) ?? dataType;
  const [, subtype = 'bin'] = /\/(?:x-)?(\w+)/.exec(contentType) ?? [];
  const named = text(fields.get('file_name'));
  return {
    at: token.start,
    kind: kindOfType(contentType) ?? kindOfName(named) ?? 'file',
    name: named ?? `${key ?? 'file'}.${subtype}`,
    contentType,
    sizeBytes: /;base64,/i.test(head) ? Math.floor((length * 3) / 4) : length,
    width: number(fields.get('width')),
    height: number(fields.get('height')),
    maySoundBeMissing: mayBeSilent(contentType, named ?? ''),
  };
}

function readAddress(index: JsonIndex, token: Token, url: string): MediaAtToken | undefined {
  const key = keyOf(index, token);
  const fields = fieldsOfFile(index, token, key);
  const name = text(fields.get('file_name')) ?? nameIn(url);
  const contentType = text(fields.get('content_type'));
  const isFile = ['content_type', 'file_name', 'width'].some((field) => fields.has(field));
  const kind = kindOfType(contentType) ?? kindOfName(name) ?? kindOfName(nameIn(url));
  const isNamedSo =
    key !== undefined && /(^|_)(url|file|uri)$/i.test(key) && /\.\w+$/.test(new URL(url).pathname);
  if (kind === undefined && !isFile && !isNamedSo) return undefined;
  // fal gives measures to pictures, and a type to whatever else has them.
  const unnamed = fields.has('width') && contentType === undefined ? 'image' : 'file';
  return {
    at: token.start,
    kind: kind ?? unnamed,
    url,
    name,
    contentType,
    sizeBytes: number(fields.get('file_size')),
    width: number(fields.get('width')),
    height: number(fields.get('height')),
    maySoundBeMissing: mayBeSilent(contentType, name),
  };
}

/** Of a field that stands there and says nothing, `null`. */
type Field = string | number | null;

const text = (value: Field | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const number = (value: Field | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

const keyOf = (index: JsonIndex, { key }: Token): string | undefined =>
  key === undefined ? undefined : readStringStart(index.text, key.start, key.end, 100);

/** What fal says beside the `url` of a file. */
function fieldsOfFile(index: JsonIndex, { container }: Token, key: string | undefined): Map<string, Field> {
  return key === 'url' ? fieldsBeside(index, container) : new Map<string, Field>();
}

/** The short plain fields of the object that begins at `start`. */
function fieldsBeside(index: JsonIndex, start: number): Map<string, Field> {
  const fields = new Map<string, Field>();
  let looked = 0;
  for (const { key, value } of index.children(index.valueAt(start))) {
    if (key === undefined || (looked += 1) > MAX_FIELDS) break;
    const name = readStringStart(index.text, key.start, key.end, 100);
    if (value.kind === 'string') fields.set(name, readStringStart(index.text, value.start, value.end, 300));
    if (value.kind === 'null') fields.set(name, null);
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
