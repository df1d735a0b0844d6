import type { Disposable } from '../base/events';
import type { RequestSource } from '../fal/types';
import { EndpointFeed } from './endpointFeed';
import type { Failure } from './failure';
import type { Questions } from './questions';
import type { RequestFilter } from './requestFilter';

/** The feeds of the endpoints that someone looked at. */
export class EndpointFeeds implements Disposable {
  private readonly feeds = new Map<string, EndpointFeed>();

  constructor(
    private readonly questions: Questions,
    private readonly filter: RequestFilter,
    private readonly sourcesOf: (endpointId: string) => readonly RequestSource[],
    /** Called after each change with the ids of rows that read otherwise since. */
    private readonly tell: (endpointId: string, changedRows: readonly string[]) => void,
  ) {}

  /** `undefined` where nobody looked yet. */
  get(endpointId: string): EndpointFeed | undefined {
    return this.feeds.get(endpointId);
  }

  of(endpointId: string): EndpointFeed {
    const open = this.feeds.get(endpointId);
    if (open !== undefined) return open;
    const feed = new EndpointFeed(
      endpointId,
      this.questions,
      this.filter,
      () => this.sourcesOf(endpointId),
      (changedRows) => this.tell(endpointId, changedRows),
    );
    this.feeds.set(endpointId, feed);
    return feed;
  }

  /** Lets go of all others. */
  keep(endpointIds: ReadonlySet<string>): void {
    for (const [endpointId, feed] of this.feeds) {
      if (endpointIds.has(endpointId)) continue;
      feed.dispose();
      this.feeds.delete(endpointId);
    }
  }

  failures(): readonly (Failure | undefined)[] {
    return [...this.feeds.values()].flatMap(({ listing }) => [listing.failure, listing.paging?.failure]);
  }

  dispose(): void {
    this.keep(new Set());
  }
}
