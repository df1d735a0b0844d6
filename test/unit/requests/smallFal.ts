import { FalError, type FalProblem } from '../../../src/core/fal/errors';
import type {
  App,
  EndpointSummary,
  FalRequest,
  Listed,
  Page,
  RequestQuery,
  SummaryQuery,
} from '../../../src/core/fal/types';

/** Questions answered from memory: pages by an opaque cursor, `end` exclusive, newest first. */
export class SmallFal {
  /** `undefined`: this deployment has no listing. */
  apps: readonly App[] | undefined = [];
  endpoints: readonly string[] = [];
  readonly asked: RequestQuery[] = [];
  appsAsked = 0;
  now: number;

  /** How each route goes, and how many wait at each app. */
  summaries: readonly EndpointSummary[] = [];
  queued: Readonly<Record<string, number>> = {};
  readonly askedHealth: string[] = [];
  /** An endpoint that fal does not know any more. */
  gone: string | undefined;
  /** Apps whose figures the key may not read: fal refuses every question that names one. */
  closed: readonly string[] = [];

  /** Apps and requests, by their ids, that the client cannot read. */
  odd: readonly string[] = [];

  /** Whether a page begins below the last row of the one before; else so many rows from the top. */
  keepsPlaces = false;

  /** By `<source> <endpoint>`. */
  private readonly rows = new Map<string, readonly FalRequest[]>();
  private faults = new Map<string, FalProblem>();
  private held: (() => void)[] | undefined;

  constructor(now: string) {
    this.now = Date.parse(now);
  }

  readonly listApps = async (_query?: unknown, signal?: AbortSignal): Promise<Listed<App> | undefined> => {
    this.appsAsked++;
    await this.turn(signal);
    this.check('apps');
    return this.apps && this.leaveOut(this.apps, ({ endpointId }) => endpointId);
  };

  readonly listRequests = async (query: RequestQuery, signal?: AbortSignal): Promise<Page<FalRequest>> => {
    this.asked.push(query);
    await this.turn(signal);
    this.check(query.source);
    const { limit = 50, cursor, end, start, status, requestId, sortBy } = query;
    const before = end === undefined ? Infinity : Date.parse(end);
    const since = start === undefined ? -Infinity : Date.parse(start);
    const keyOf = (row: FalRequest) =>
      sortBy === 'duration' ? (row.durationSeconds ?? -1) : (row.endedAt ?? Infinity);
    const all = [...this.rows]
      .filter(([at]) => query.endpointId.some((id) => isAt(at, query.source, id)))
      .flatMap(([, rows]) => rows)
      .filter((row) => (row.endedAt ?? row.sentAt) < before && (row.endedAt ?? row.sentAt) >= since)
      .filter((row) => status === undefined || statusOf(row.statusCode) === status)
      .filter((row) => requestId === undefined || row.requestId === requestId)
      .sort((a, b) => keyOf(b) - keyOf(a));
    const first = cursor === undefined ? 0 : this.placeOf(cursor.replace('opaque:', ''), all, keyOf);
    const rows = all.slice(first, first + limit);
    const last = rows.at(-1);
    const page = this.leaveOut(rows, ({ requestId }) => requestId);
    if (last === undefined || first + limit >= all.length) return page;
    return { ...page, nextCursor: `opaque:${this.keepsPlaces ? keyOf(last) : first + limit}` };
  };

  readonly summarise = (query: SummaryQuery): Promise<readonly EndpointSummary[]> => {
    const { endpointId, start, end } = query;
    this.askedHealth.push(
      `${endpointId.length} apps${start ? ` since ${start}` : ''}${end ? ` until ${end}` : ''}`,
    );
    this.check('health');
    if (this.gone !== undefined && endpointId.includes(this.gone)) {
      return Promise.reject(new FalError({ kind: 'refused', status: 404, falSays: '' }));
    }
    if (endpointId.some((id) => this.closed.includes(id))) {
      return Promise.reject(new FalError({ kind: 'refused', status: 403, falSays: '' }));
    }
    const isWanted = (id: string) => endpointId.some((app) => id === app || id.startsWith(`${app}/`));
    return Promise.resolve(this.summaries.filter((each) => isWanted(each.endpointId)));
  };

  countQueued = (appId: string): Promise<number> => {
    this.askedHealth.push(`queue of ${appId}`);
    this.check('queue');
    return Promise.resolve(this.queued[appId] ?? 0);
  };

  /** Records requests at `source endpoint`, replacing those of the same id. */
  record(at: `${'owned' | 'made'} ${string}`, ...rows: FalRequest[]): void {
    const ids = new Set(rows.map(({ requestId }) => requestId));
    const others = (this.rows.get(at) ?? []).filter(({ requestId }) => !ids.has(requestId));
    this.rows.set(at, [...others, ...rows]);
  }

  /** From here on questions of this sort end so, until told otherwise. */
  fail(sort: 'apps' | 'owned' | 'made' | 'health' | 'queue', problem?: FalProblem): void {
    if (problem === undefined) this.faults.delete(sort);
    else this.faults.set(sort, problem);
  }

  /** Keeps answers back until the function it returns is called. */
  hold(): () => void {
    const held: (() => void)[] = (this.held = []);
    return () => {
      this.held = undefined;
      for (const go of held) go();
    };
  }

  private placeOf(cursor: string, rows: readonly FalRequest[], keyOf: (row: FalRequest) => number): number {
    if (!this.keepsPlaces) return Number(cursor);
    const place = rows.findIndex((row) => keyOf(row) <= Number(cursor));
    return place === -1 ? rows.length : place;
  }

  private async turn(signal?: AbortSignal): Promise<void> {
    const { held } = this;
    if (held === undefined) return;
    await new Promise<void>((resolve, reject) => {
      held.push(resolve);
      signal?.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
    });
  }

  private leaveOut<T>(all: readonly T[], idOf: (item: T) => string): Listed<T> {
    const items = all.filter((item) => !this.odd.includes(idOf(item)));
    if (items.length === all.length) return { items };
    const why = new FalError({ kind: 'unexpected', place: 'items.0.sent_at', what: 'expected string' });
    return { items, unreadable: why };
  }

  private check(sort: string): void {
    const problem = this.faults.get(sort);
    if (problem !== undefined) throw new FalError(problem);
  }
}

const statusOf = (code = 0): string => (code >= 500 ? 'error' : code >= 400 ? 'user_error' : 'success');

/** An app’s requests are those of its routes too. */
const isAt = (at: string, source: string, asked: string): boolean =>
  at === `${source} ${asked}` || (asked.split('/').length === 2 && at.startsWith(`${source} ${asked}/`));

export const app = (endpointId: string, more: Partial<App> = {}): App => {
  const [owner = '', name = ''] = endpointId.split('/');
  return { endpointId, owner, name, environment: 'main', endpoints: [endpointId], ...more };
};

/** A request that ended at `ended`, 3 s of work after 1 s of waiting. */
export const request = (
  requestId: string,
  endpointId: string,
  ended: string,
  more: Partial<FalRequest> = {},
): FalRequest => {
  const endedAt = Date.parse(ended);
  return {
    requestId,
    endpointId,
    sentAt: endedAt - 4000,
    startedAt: endedAt - 3000,
    endedAt,
    statusCode: 200,
    durationSeconds: 4,
    ...more,
  };
};

/** `count` requests a second apart, the last one ending at `last`. */
export const burst = (prefix: string, endpointId: string, last: string, count: number): FalRequest[] =>
  Array.from({ length: count }, (_, index) =>
    request(
      `${prefix}-${count - index}`,
      endpointId,
      new Date(Date.parse(last) - index * 1000).toISOString(),
    ),
  );
