import { bothOf, type Behaviour } from './behaviour';

const html =
  '<!doctype html><html><head><title>502: BAD_GATEWAY</title></head><body><h1>Bad gateway</h1></body></html>';

const validationDetail = JSON.stringify({
  detail: [
    { loc: ['query', 'app_id'], msg: 'Input should be a valid string', type: 'string_type', input: null },
  ],
});

/** Behaviours by the name that stands in a path (`/<name>,<name>/v1/…`) and in `behave`. */
export const NAMED = {
  good: {},
  slow: { delayMs: 3000 },
  held: { held: true },
  'held-halfway': { heldHalfway: true },
  '400': { instead: { status: 400 } },
  '401': { instead: { status: 401 } },
  '403': { instead: { status: 403 } },
  '404': { instead: { status: 404 } },
  '408': { instead: { status: 408 } },
  '422': { instead: { status: 422, body: validationDetail } },
  '422-text': { instead: { status: 422, body: '{"detail":"Label filter is not valid"}' } },
  '429': { instead: { status: 429 } },
  '429-seconds': { instead: { status: 429, retryAfterSeconds: 7, retryAfterAs: 'seconds' } },
  '429-date': { instead: { status: 429, retryAfterSeconds: 7, retryAfterAs: 'date' } },
  '500': { instead: { status: 500 } },
  '500-empty': { instead: { status: 500, body: '' } },
  '501': { instead: { status: 501 } },
  '502': { instead: { status: 502 } },
  '503': { instead: { status: 503 } },
  '503-seconds': { instead: { status: 503, retryAfterSeconds: 7, retryAfterAs: 'seconds' } },
  '504': { instead: { status: 504 } },
  html: { spoilt: 'html' },
  'html-502': { instead: { status: 502, body: html, contentType: 'text/html; charset=utf-8' } },
  empty: { spoilt: 'empty' },
  'wrong-type': { spoilt: 'wrongContentType' },
  'invalid-json': { spoilt: 'invalidJson' },
  cut: { spoilt: 'cut' },
  'not-an-object': { spoilt: 'notAnObject' },
  'missing-field': { spoilt: 'missingField' },
  'wrong-field-type': { spoilt: 'wrongFieldType' },
  'extra-fields': { spoilt: 'extraFields' },
  'unknown-members': { spoilt: 'unknownMembers' },
  reset: { instead: 'reset' },
  'redirect-same': { instead: 'redirectSameHost' },
  'redirect-other': { instead: 'redirectOtherHost' },
  'stream-ends': { stream: { ending: 'clean' } },
  'stream-ends-at-once': { stream: { ending: 'clean', after: 0 } },
  'stream-resets': { stream: { ending: 'reset' } },
  'stream-cuts-character': { stream: { ending: 'midCharacter' } },
  'stream-cuts-event': { stream: { ending: 'midEvent' } },
  'stream-error': { stream: { ending: 'error' } },
  'stream-silent': { stream: { ending: 'silence', after: 0 } },
  'stream-falls-silent': { stream: { ending: 'silence' } },
  'comments-only': { stream: { commentsOnly: true } },
  comments: { stream: { between: 'comment' } },
  'empty-data': { stream: { between: 'emptyData' } },
  'not-json': { stream: { between: 'notJson' } },
  'unknown-event': { stream: { between: 'unknownEvent' } },
  arrays: { stream: { form: 'array' } },
  'wrapped-log': { stream: { form: 'log' } },
  'wrapped-items': { stream: { form: 'items' } },
  multiline: { stream: { form: 'multiline' } },
  'named-event': { stream: { form: 'named' } },
  'huge-line': { stream: { hugeLine: true } },
  bom: { stream: { byteOrderMark: true } },
  crlf: { stream: { newline: '\r\n' } },
  cr: { stream: { newline: '\r' } },
  bytes: { stream: { byteByByte: true } },
  repeats: { stream: { replay: 'repeats' } },
  gaps: { stream: { replay: 'gaps' } },
  'live-only': { stream: { replay: 'none' } },
  lagging: { history: { lagMs: 5000 } },
  'cursor-inclusive': { history: { cursor: 'inclusive' } },
  naive: { timestamps: 'naive' },
  'upper-case': { levels: 'upperCase' },
} as const satisfies Record<string, Behaviour>;

export type BehaviourName = keyof typeof NAMED;

export const isBehaviourName = (name: string): name is BehaviourName => Object.hasOwn(NAMED, name);

export const behaviourOf = (behaviour: Behaviour | BehaviourName): Behaviour =>
  typeof behaviour === 'string' ? NAMED[behaviour] : behaviour;

/** `crlf,bytes` → both; `undefined` when one of the names is none. */
export function behaviourOfPath(segment: string): Behaviour | undefined {
  const names = segment.split(',');
  if (!names.every(isBehaviourName)) return undefined;
  return names.map(behaviourOf).reduce(bothOf, {});
}
