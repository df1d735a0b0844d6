import type { Spoilt } from './behaviour';

type Json = Record<string, unknown>;

const IDS = ['request_id', 'endpoint_id', 'timestamp'];

/** What can be done to single items, in a list as on a stream. */
const ITEMS: Partial<Record<Spoilt, (item: Json) => Json>> = {
  missingField: (item) => Object.fromEntries(Object.entries(item).filter(([key]) => !IDS.includes(key))),
  wrongFieldType: (item) =>
    Object.fromEntries(Object.entries(item).map(([key, value]) => [key, IDS.includes(key) ? 42 : value])),
  extraFields: (item) => ({ ...item, region: 'eu-north', tags: ['a', { b: 1 }] }),
  unknownMembers: (item) => ({
    ...item,
    ...('level' in item ? { level: 'NOTICE' } : {}),
    ...('auth_mode' in item ? { auth_mode: 'team', machine_type: 'TPU-V9' } : {}),
    ...('status_code' in item ? { status_code: 207, status: 'partial' } : {}),
  }),
};

/** What else an answer may hold one day, before its items and after them: objects as deep as an item among it. */
const BEFORE = { stats: [{ json_input: 'of nobody' }], links: { next: { items: [{ json_output: 1 }] } } };
const AFTER = { total: 3, facets: { status: [{ items: 2 }] } };

/** A stream of items spoilt so is still a stream; otherwise there is something else in its place. */
export const spoilsItemsOnly = (how: Spoilt): boolean => ITEMS[how] !== undefined;

export const spoilItem = (item: object, how: Spoilt | undefined): object =>
  (how && ITEMS[how]?.({ ...item })) ?? item;

/** A good JSON answer made worse; `cut` and `wrongContentType` leave the text as it is. */
export function spoil(good: string, how: Spoilt): string {
  switch (how) {
    case 'empty':
      return '';
    case 'html':
      return '<!doctype html><html><head><title>Sign in</title></head><body>Welcome to the café Wi-Fi</body></html>';
    case 'invalidJson':
      return `${good.slice(0, -1)},]`;
    case 'notAnObject':
      return '"ok"';
    case 'wrongContentType':
    case 'cut':
      return good;
    case 'missingField':
    case 'wrongFieldType':
    case 'extraFields':
    case 'unknownMembers':
      return spoilItems(good, how);
  }
}

function spoilItems(good: string, how: Spoilt): string {
  const answer: unknown = JSON.parse(good);
  if (!isJson(answer)) return good;
  const list = ['apps', 'results', 'summary', 'cdn_delete_results'].find((name) => name in answer) ?? 'items';
  const items: unknown = answer[list];
  const spoilt = Array.isArray(items) ? items.filter(isJson).map((item) => spoilItem(item, how)) : items;
  const isMore = how === 'extraFields';
  return JSON.stringify({ ...(isMore ? BEFORE : {}), ...answer, [list]: spoilt, ...(isMore ? AFTER : {}) });
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;
