import type { KeptRequest, Payload } from '../wire';
import type { World } from '../world';
import { DAY_MICROS } from './history';
import type { Params } from './params';
import { invalid } from './params';
import { Refusal } from './refusal';

type Source = KeptRequest['source'];
type Expand = 'payloads' | 'billing';

/** `GET /serverless/requests/by-endpoint` (`owned`) and `GET /models/requests/by-endpoint` (`made`). */
export function answerRequests(world: World, params: Params, source: Source): string {
  const endpoints = params.list('endpoint_id');
  if (endpoints.length === 0) throw invalid('endpoint_id', 'is required');
  if (source === 'owned') for (const endpoint of endpoints) checkOwned(world, endpoint);
  const limit = params.integer('limit', 1, 100) ?? 50;
  const page = readCursor(params.text('cursor'));
  const sortBy = params.member('sort_by', ['ended_at', 'duration']) ?? 'ended_at';
  const expand = params.members<Expand>(
    'expand',
    source === 'owned' ? ['payloads', 'billing'] : ['payloads'],
  );
  const isWanted = requestFilter(world, params);
  const sorted = world.requests
    .filter(
      (each) => each.source === source && endpoints.some((id) => isAt(world, each, id)) && isWanted(each),
    )
    .sort((a, b) => sortKey(b, sortBy) - sortKey(a, sortBy));
  const items = sorted.slice((page - 1) * limit, page * limit).map((each) => writeRow(each, expand));
  const more = sorted.length > page * limit;
  const envelope = JSON.stringify({ next_cursor: more ? writeCursor(page + 1) : null, has_more: more });
  // Not JSON.stringify: the payloads are text already, with digits that a number would lose.
  return `{"items":[${items.join(',')}],${envelope.slice(1)}`;
}

/** `GET /models/requests/search` without anything to search for: the newest this key made, wherever. */
export function answerSearch(world: World, params: Params): string {
  const limit = params.integer('limit', 1, 1000) ?? 50;
  const page = readCursor(params.text('cursor'));
  const sorted = world.requests.filter(({ source }) => source === 'made').sort((a, b) => b.sentAt - a.sentAt);
  const rows = sorted.slice((page - 1) * limit, page * limit).map((each) => writeRow(each, ['payloads']));
  const more = sorted.length > page * limit;
  const envelope = JSON.stringify({ next_cursor: more ? writeCursor(page + 1) : null, has_more: more });
  return `{"results":[${rows.join(',')}],${envelope.slice(1)}`;
}

export function checkOwned(world: World, endpoint: string): void {
  const [owner = '', name = ''] = endpoint.split('/');
  if (!world.apps.some((app) => app.owner === owner)) throw new Refusal(403);
  if (!world.apps.some((app) => app.endpoint_id === `${owner}/${name}`)) throw new Refusal(404);
}

/** A bare app id takes in its registered routes; a route's own id is taken exactly. */
function isAt(world: World, { endpointId, source }: KeptRequest, asked: string): boolean {
  if (endpointId === asked) return true;
  if (asked.split('/').length !== 2 || !endpointId.startsWith(`${asked}/`)) return false;
  return source === 'made' || world.apps.some((app) => app.endpoints.includes(endpointId));
}

function requestFilter(world: World, params: Params): (request: KeptRequest) => boolean {
  const nowMicros = world.now() * 1000;
  const requestId = params.uuid('request_id');
  const defaultDays = requestId === undefined ? 1 : 90;
  const start = params.instant('start') ?? nowMicros - defaultDays * DAY_MICROS;
  const end = params.instant('end');
  const status = params.member('status', ['success', 'error', 'user_error']);
  return (each) => {
    const at = (each.endedAt ?? each.sentAt) * 1000;
    return (
      at >= start &&
      (end === undefined || at < end) &&
      (status === undefined || statusOf(each.statusCode) === status) &&
      (requestId === undefined || each.requestId.toLowerCase() === requestId)
    );
  };
}

export function statusOf(code: number | null): 'success' | 'error' | 'user_error' | undefined {
  if (code === null) return undefined;
  return code >= 500 ? 'error' : code >= 400 ? 'user_error' : 'success';
}

/** Descending; what has not ended stands where it was sent, and last by duration. */
const sortKey = (request: KeptRequest, by: 'ended_at' | 'duration'): number =>
  by === 'duration' ? (request.duration ?? -1) : (request.endedAt ?? request.sentAt);

/** Unpadded, as the live server sends it. */
const writeCursor = (page: number): string => btoa(String(page)).replace(/=+$/, '');

/** With or without its padding; `atob` throws at anything else. */
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/;

function readCursor(cursor: string | undefined): number {
  if (cursor === undefined) return 1;
  const text = BASE64.test(cursor) ? atob(cursor) : '';
  if (!/^[1-9]\d{0,5}$/.test(text)) throw invalid('cursor', 'is a cursor of an earlier page');
  return Number(text);
}

function writeRow(request: KeptRequest, expand: readonly Expand[]): string {
  const row = JSON.stringify({
    request_id: request.requestId,
    endpoint_id: request.endpointId,
    ...(request.source === 'owned' ? { runner_id: request.runnerId } : {}),
    sent_at: isoOf(request.sentAt),
    started_at: isoOf(request.startedAt),
    ended_at: request.endedAt === null ? null : isoOf(request.endedAt),
    status_code: request.statusCode,
    duration: request.duration,
    ...(expand.includes('billing') ? { billable_units: request.billableUnits } : {}),
  });
  if (!expand.includes('payloads')) return row;
  const fields = [field('json_input', request.input), field('json_output', request.output)].join('');
  return `${row.slice(0, -1)}${fields}}`;
}

const field = (name: string, payload: Payload | undefined): string =>
  payload === undefined ? '' : `,"${name}":${typeof payload === 'string' ? payload : payload()}`;

const isoOf = (ms: number): string => new Date(ms).toISOString();
