import type { Disposable } from '../base/events';
import type { EndpointFeed } from './endpointFeed';
import type { Failure } from './failure';

/** The feeds of the endpoints that someone looked at. */
export class EndpointFeeds implements Disposable {
  private readonly feeds = new Map<string, EndpointFeed>();

  constructor(private readonly create: (endpointId: string) => EndpointFeed) {}

  /** `undefined` where nobody looked yet. */
  get(endpointId: string): EndpointFeed | undefined {
    return this.feeds.get(endpointId);
  }

  of(endpointId: string): EndpointFeed {
    const open = this.feeds.get(endpointId);
    if (open !== undefined) return open;
    const feed = this.create(endpointId);
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
