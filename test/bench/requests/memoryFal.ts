import type { App, FalRequest, Page, RequestQuery } from '../../../src/core/fal/types';
import type { Questions } from '../../../src/core/requests/questions';
import { silentLog } from '../../support/silentLog';

/** Answers from memory, at once: what is left of a refresh is the explorer's own. */
export class MemoryFal implements Questions {
  readonly asked: RequestQuery[] = [];
  readonly log = silentLog;
  readonly now = Date.now;
  /** By endpoint, oldest first. */
  private readonly rows = new Map<string, FalRequest[]>();
  private count = 0;

  constructor(private readonly apps: readonly App[]) {}

  readonly endpoints = (): readonly string[] => [];
  readonly listApps = () => Promise.resolve({ items: this.apps });
  readonly summarise = () => Promise.resolve([]);
  readonly countQueued = () => Promise.resolve(0);

  readonly listRequests = (query: RequestQuery): Promise<Page<FalRequest>> => {
    this.asked.push(query);
    const { cursor, limit = 50, endpointId } = query;
    const rows = this.rows.get(endpointId.join()) ?? [];
    // Counted from the oldest: what arrives shifts no page.
    const end = cursor === undefined ? rows.length : Number(cursor);
    const start = Math.max(0, end - limit);
    const items = rows.slice(start, end).reverse();
    return Promise.resolve({ items, ...(start > 0 ? { nextCursor: String(start) } : {}) });
  };

  add(endpointId: string, endedAt: number): void {
    const row: FalRequest = {
      requestId: `00000000-0000-4000-8000-${String(this.count++).padStart(12, '0')}`,
      endpointId,
      sentAt: endedAt - 3000,
      startedAt: endedAt - 2000,
      endedAt,
      statusCode: 200,
      durationSeconds: 3,
    };
    const rows = this.rows.get(endpointId);
    if (rows === undefined) this.rows.set(endpointId, [row]);
    else rows.push(row);
  }
}
