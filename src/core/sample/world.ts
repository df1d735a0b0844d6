import { formatInstant, parseInstant, type Micros } from './instant';
import type { AppRow, KeptRequest, LogRow } from './wire';

export interface KeptLog {
  readonly at: Micros;
  readonly row: LogRow;
}

/** What a test leaves out is filled in: the time is now, the app the first one. */
export type LogDraft = Partial<LogRow>;
export type RequestDraft = Partial<KeptRequest>;

/** Where the time of answers comes from, epoch milliseconds. */
export type Now = () => number;

/** A made-up account: its apps, logs and requests, all of which may grow. */
export class World {
  readonly apps: AppRow[] = [];
  /** Oldest first. */
  readonly logs: KeptLog[] = [];
  readonly requests: KeptRequest[] = [];
  /** How many requests wait, by app id; none where it says nothing. */
  readonly queued = new Map<string, number>();
  private readonly listeners = new Set<(log: KeptLog) => void>();
  private latest: Micros = 0;

  constructor(readonly now: Now) {}

  /** Keeps the entries and sends them to the open streams that asked for such. */
  log(...drafts: readonly LogDraft[]): readonly LogRow[] {
    return drafts.map((draft) => {
      const timestamp = draft.timestamp ?? formatInstant(this.nextInstant());
      const row: LogRow = {
        timestamp,
        level: 'info',
        message: '',
        app: this.apps[0] ? `${this.apps[0].owner}-${this.apps[0].name}` : 'my-app',
        revision: '',
        ...draft,
      };
      const kept = { at: parseInstant(timestamp) ?? this.now() * 1000, row };
      this.keep(kept);
      for (const listener of [...this.listeners]) listener(kept);
      return row;
    });
  }

  request(draft: RequestDraft = {}): KeptRequest {
    const startedAt = draft.startedAt ?? draft.sentAt ?? this.now();
    const endedAt = draft.endedAt === undefined ? startedAt + 1000 : draft.endedAt;
    const request: KeptRequest = {
      source: 'owned',
      about: 'a test',
      requestId: crypto.randomUUID(),
      endpointId: this.apps[0]?.endpoint_id ?? 'owner/my-app',
      sentAt: startedAt,
      startedAt,
      endedAt,
      statusCode: endedAt === null ? null : 200,
      duration: endedAt === null ? null : (endedAt - startedAt) / 1000,
      runnerId: null,
      billableUnits: null,
      ...draft,
    };
    this.requests.push(request);
    return request;
  }

  app(draft: Partial<AppRow> = {}): AppRow {
    const { owner = 'owner', name = 'my-app' } = draft;
    const app: AppRow = {
      endpoint_id: `${owner}/${name}`,
      environment: 'main',
      machine_type: 'GPU-H100',
      auth_mode: 'private',
      keep_alive: 300,
      min_concurrency: 0,
      max_concurrency: 2,
      request_timeout: 600,
      startup_timeout: 300,
      valid_regions: ['us'],
      updated_at: new Date(this.now()).toISOString(),
      endpoints: [`${owner}/${name}`],
      ...draft,
      owner,
      name,
    };
    this.apps.push(app);
    return app;
  }

  /** The first request of that kind. @throws when there is none. */
  requestAbout(about: string): KeptRequest {
    const found = this.requests.find((each) => each.about === about);
    if (!found) throw new Error(`There is no request about ${about}`);
    return found;
  }

  /** Lets go of the oldest, so that an account that lives for hours stays small. */
  forget(mostLogs: number, mostRequests: number): void {
    this.logs.splice(0, this.logs.length - mostLogs);
    this.requests.splice(0, this.requests.length - mostRequests);
  }

  onLog(listener: (log: KeptLog) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Entries made within one millisecond still have an order. */
  private nextInstant(): Micros {
    this.latest = Math.max(this.now() * 1000, this.latest + 1);
    return this.latest;
  }

  private keep(log: KeptLog): void {
    let index = this.logs.length;
    for (; index > 0; index--) if ((this.logs[index - 1]?.at ?? 0) <= log.at) break;
    this.logs.splice(index, 0, log);
  }
}
