import { isList, isRecord } from '../../src/core/base/guards';
import type { FalClient } from '../../src/core/fal/types';
import type { Answer, Caller } from './caller';
import { jsonOf, readAsProduct, readFraming, type Framing, type Reading } from './streamFacts';
import { watchStream, type Watched } from './watchStream';

export interface ProbeTimes {
  /** How long the live stream is listened to. */
  readonly listenMs: number;
  /** How long the streams are that only have to show one thing. */
  readonly glanceMs: number;
}

export interface Stream {
  readonly watched: Watched;
  readonly framing: Framing;
  readonly reading: Reading;
  /** What its events held, as JSON. */
  readonly json: readonly unknown[];
}

export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString();

/** What several points look at is asked for once. */
export class Session {
  private readonly kept = new Map<string, Promise<unknown>>();

  constructor(
    readonly caller: Caller,
    readonly client: FalClient,
    readonly times: ProbeTimes,
  ) {}

  /** The live stream, five minutes back, with neither `end` nor filter. */
  stream(): Promise<Stream> {
    return this.once('stream', async () => {
      const watched = await watchStream(this.caller, { start: ago(5 * MINUTE_MS) }, this.times.listenMs);
      const { pieces } = watched;
      return {
        watched,
        framing: readFraming(pieces),
        reading: await readAsProduct(pieces),
        json: jsonOf(pieces),
      };
    });
  }

  /** A page of the last day's log as fal writes it, without `limit`. */
  history(): Promise<Answer> {
    return this.once('history', () => this.askHistory({}));
  }

  async historyItems(): Promise<readonly Record<string, unknown>[]> {
    return itemsOf((await this.history()).json, 'items');
  }

  askHistory(query: Readonly<Record<string, string>>, body?: unknown): Promise<Answer> {
    const path = `/serverless/logs/history?${new URLSearchParams(query).toString()}`;
    return this.caller.ask({ method: 'POST', path, ...(body === undefined ? {} : { body }) });
  }

  apps(): Promise<Answer> {
    return this.once('apps', () => this.caller.ask({ path: '/serverless/apps?expand=endpoints' }));
  }

  /** The apps' ids; they are asked about and never printed. */
  async appIds(): Promise<readonly string[]> {
    const rows = itemsOf((await this.apps()).json, 'apps');
    return rows.flatMap(({ endpoint_id: id }) => (typeof id === 'string' ? [id] : []));
  }

  /** The requests to the first apps over a month; `undefined` where there is no app to ask about. */
  async requests(query: Readonly<Record<string, string>>): Promise<Answer | undefined> {
    const ids = (await this.appIds()).slice(0, 10);
    if (ids.length === 0) return undefined;
    const params = new URLSearchParams({ start: ago(30 * DAY_MS), ...query });
    for (const id of ids) params.append('endpoint_id', id);
    const path = `/serverless/requests/by-endpoint?${params.toString()}`;
    return this.once(`requests ${JSON.stringify(query)}`, () => this.caller.ask({ path }));
  }

  private once<T>(name: string, ask: () => Promise<T>): Promise<T> {
    const kept = this.kept.get(name) ?? ask();
    this.kept.set(name, kept);
    return kept as Promise<T>;
  }
}

/** The rows of a list answer; none where it is no such answer. */
export const itemsOf = (json: unknown, name: string): readonly Record<string, unknown>[] =>
  isRecord(json) && isList(json[name]) ? json[name].filter(isRecord) : [];
