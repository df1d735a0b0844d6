import { rootCause } from '../base/errors';
import { Emitter, type Disposable } from '../base/events';
import { hasPassed } from '../base/hasPassed';
import { FalError } from '../fal/errors';
import type { App, FalRequest, RequestSource } from '../fal/types';
import { arrange, sourcesOf, type Arrangement, type Directory } from './directory';
import { DirectoryFeed } from './directoryFeed';
import type { Listing } from './endpointFeed';
import { EndpointFeeds } from './endpointFeeds';
import { isInForce, isLimit, type Limit } from './failure';
import type { Places } from './findRequest';
import { HealthBook, type Health } from './healthBook';
import { Lane } from './lane';
import type { Questions } from './questions';
import { toFilterQuery, type RequestFilter } from './requestFilter';
import type { PageMark } from './requestHistory';
import { runAll } from './runAll';
import type { StoreChange } from './storeChange';

/** Apps come and go far more seldom than requests, and the listing has no pages. */
const APPS_STALE_MS = 5 * 60_000;
const MOST_AT_ONCE = 4;

/**
 * The one truth of the explorer: which endpoints there are and what is known of their requests. Nothing is asked
 * before someone wants to see it. Its promises never reject: failures become state.
 */
export class RequestStore implements Disposable {
  private readonly didChange = new Emitter<StoreChange>();
  readonly onDidChange = this.didChange.event;

  private feeds: EndpointFeeds;
  private abort = new AbortController();
  private lane = new Lane();
  private directoryFeed: DirectoryFeed;
  private arranged: { readonly apps: readonly App[]; readonly arrangement: Arrangement } | undefined;
  private wanted: RequestFilter = {};
  private healthBook: HealthBook;

  constructor(private readonly questions: Questions) {
    this.directoryFeed = this.createDirectoryFeed();
    this.feeds = this.createFeeds();
    this.healthBook = this.createHealthBook();
  }

  get directory(): Directory {
    return this.directoryFeed.directory;
  }

  get arrangement(): Arrangement {
    const { apps } = this.directory;
    if (this.arranged?.apps !== apps) {
      this.arranged = { apps, arrangement: arrange(this.directory, this.questions.endpoints()) };
    }
    return this.arranged.arrangement;
  }

  get filter(): RequestFilter {
    return this.wanted;
  }

  health(endpointId: string): Health | undefined {
    return this.healthBook.of(endpointId);
  }

  listing(endpointId: string): Listing | undefined {
    return this.feeds.get(endpointId)?.listing;
  }

  find(endpointId: string, requestId: string): FalRequest | undefined {
    return this.feeds.get(endpointId)?.find(requestId);
  }

  /** Asks which endpoints there are, unless that was asked before. */
  open(): Promise<void> {
    return this.directoryFeed.open();
  }

  /** From here on other requests are asked for; nothing is asked before someone wants to see them. */
  setFilter(filter: RequestFilter): void {
    const isOtherRange = filter.since !== this.wanted.since || filter.until !== this.wanted.until;
    this.wanted = filter;
    this.feeds.dispose();
    this.feeds = this.createFeeds();
    if (isOtherRange) this.forgetHealth();
    this.didChange.fire({ kind: 'filter' });
  }

  /** Someone looks at an app: asks how it goes, unless that is known as of this minute. */
  async look(appId: string): Promise<void> {
    if (this.isLimited() || !this.directory.apps.some(({ endpointId }) => endpointId === appId)) return;
    const book = this.healthBook;
    try {
      await book.look(appId, () => {
        const { start, end } = toFilterQuery(this.wanted, this.questions.now());
        return { start, end };
      });
    } catch (error) {
      if (book === this.healthBook) this.questions.log.error(rootCause(error));
    }
  }

  /** Asks for an endpoint's newest requests, unless that was asked before. */
  openEndpoint(endpointId: string): Promise<void> {
    return this.feeds.of(endpointId).open();
  }

  loadMore(endpointId: string, mark: PageMark): Promise<void> {
    return this.feeds.of(endpointId).loadMore(mark);
  }

  /** Asks for an endpoint's newest requests again. */
  refreshEndpoint(endpointId: string): Promise<void> {
    return this.feeds.of(endpointId).refresh(false);
  }

  /**
   * Asks for the first page of each of `endpointIds`, and which apps there are if that is due or `isByHand`. One such
   * round at a time; one by hand goes on though fal limits us, until fal says so once more.
   */
  refresh(endpointIds: readonly string[], isByHand: boolean): Promise<void> {
    const { signal } = this.abort;
    const name = [isByHand ? 'by hand' : 'by itself', ...endpointIds].join(' ');
    return this.lane.run(name, () => this.refreshAll(endpointIds, isByHand, signal));
  }

  /**
   * Where a request may be found. A key that may not list apps may still read what is pinned.
   * @throws {FalError} where fal could not be asked; an abort where another account serves meanwhile.
   */
  async findPlaces(): Promise<Places> {
    const { signal } = this.abort;
    await this.directoryFeed.refresh();
    signal.throwIfAborted();
    const { failure, fetchedAt } = this.directory;
    if (failure !== undefined && fetchedAt === undefined && failure.problem.kind !== 'refused') {
      throw new FalError(failure.problem);
    }
    const ids = this.arrangement.entries.map(({ endpointId }) => endpointId);
    const from = (source: RequestSource) =>
      ids.filter((id) => sourcesOf(this.directory, id).includes(source));
    return { owned: from('owned'), made: from('made') };
  }

  /** Until when fal's limit asks us to be quiet, epoch milliseconds; `undefined` when it does not. */
  quietUntil(): number | undefined {
    const now = this.questions.now();
    const until = this.limits().flatMap((limit) => (isInForce(limit, now) ? limit.quietUntil : []));
    return until.length === 0 ? undefined : Math.max(...until);
  }

  /** The setting `fal.endpoints` changed. */
  rearrange(): void {
    this.arranged = undefined;
    this.followDirectory();
  }

  /** Another key or another address: nothing known holds any longer, and no answer under way may come in. */
  reset(): void {
    this.forget();
    this.didChange.fire({ kind: 'reset' });
  }

  dispose(): void {
    this.forget();
    this.didChange.dispose();
  }

  private forget(): void {
    this.abort.abort();
    this.feeds.dispose();
    this.abort = new AbortController();
    this.feeds = this.createFeeds();
    this.lane = new Lane();
    this.directoryFeed.dispose();
    this.directoryFeed = this.createDirectoryFeed();
    this.arranged = undefined;
    this.forgetHealth();
  }

  private createDirectoryFeed(): DirectoryFeed {
    return new DirectoryFeed(this.questions, () => this.followDirectory());
  }

  /** What nobody can see any longer is not asked about, nor may its failure keep the others waiting. */
  private followDirectory(): void {
    this.feeds.keep(this.arrangement.endpointIds);
    this.didChange.fire({ kind: 'directory' });
  }

  private createFeeds(): EndpointFeeds {
    return new EndpointFeeds(
      this.questions,
      this.wanted,
      (endpointId) => sourcesOf(this.directory, endpointId),
      (endpointId, changedRows) => this.didChange.fire({ kind: 'listing', endpointId, changedRows }),
    );
  }

  private forgetHealth(): void {
    this.healthBook.dispose();
    this.healthBook = this.createHealthBook();
  }

  private createHealthBook(): HealthBook {
    return new HealthBook(this.questions, (appIds) => this.didChange.fire({ kind: 'health', appIds }));
  }

  private limits(): readonly Limit[] {
    return [this.directory.failure, this.healthBook.limit, ...this.feeds.failures()].filter(isLimit);
  }

  private isLimited(): boolean {
    return this.quietUntil() !== undefined;
  }

  private async refreshAll(
    endpointIds: readonly string[],
    isByHand: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const now = this.questions.now();
    const passed = new Set(this.limits().filter((limit) => isByHand || !isInForce(limit, now)));
    const mayGoOn = (): boolean => !isOver(signal) && this.limits().every((limit) => passed.has(limit));
    const isDue = hasPassed(APPS_STALE_MS, this.directory.fetchedAt ?? 0, now);
    const asksApps = isByHand || isDue || this.directory.failure !== undefined;
    const tasks = [
      ...(asksApps ? [() => this.directoryFeed.refresh()] : []),
      ...endpointIds.map((id) => async () => {
        // It may have gone while the others were asked.
        if (this.arrangement.endpointIds.has(id)) await this.feeds.of(id).refresh(isByHand);
      }),
    ];
    await runAll(
      MOST_AT_ONCE,
      tasks.map((task) => async () => {
        if (mayGoOn()) await task();
      }),
    );
    if (isOver(signal)) return;
    if (isByHand) this.healthBook.expire();
    this.didChange.fire({ kind: 'refreshed' });
  }
}

/** A function, for what is true before an `await` need not be after it. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;
