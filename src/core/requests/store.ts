import { rootCause } from '../base/errors';
import { Emitter, type Disposable } from '../base/events';
import { describeProblem, FalError } from '../fal/errors';
import type { App, FalRequest, RequestSource } from '../fal/types';
import { arrange, NO_DIRECTORY, sourcesOf, type Arrangement, type Directory } from './directory';
import { EndpointFeed, type Listing } from './endpointFeed';
import { toFailure } from './failure';
import type { Places } from './findRequest';
import { HealthBook, type Health } from './healthBook';
import { Lane } from './lane';
import type { Questions } from './questions';
import { toFilterQuery, type RequestFilter } from './requestFilter';
import type { PageMark } from './requestHistory';
import { runAll } from './runAll';

export type StoreChange =
  /** All that was known is forgotten. */
  | { readonly kind: 'reset' }
  /** Which endpoints there are. */
  | { readonly kind: 'directory' }
  /** Other requests are wanted: every listing begins anew. */
  | { readonly kind: 'filter' }
  /** How apps go; of all of them, unless one is named. */
  | { readonly kind: 'health'; readonly endpointId?: string }
  | { readonly kind: 'listing'; readonly endpointId: string; readonly changedRows: readonly string[] };

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

  private feeds = new Map<string, EndpointFeed>();
  private abort = new AbortController();
  private lane = new Lane();
  private healthLane = new Lane();
  private opened: Promise<void> | undefined;
  private known: Directory = NO_DIRECTORY;
  private arranged: Arrangement | undefined;
  private wanted: RequestFilter = {};
  private healthBook: HealthBook;

  constructor(private readonly questions: Questions) {
    this.healthBook = new HealthBook(questions);
  }

  get directory(): Directory {
    return this.known;
  }

  get arrangement(): Arrangement {
    return (this.arranged ??= arrange(this.known, this.questions.endpoints()));
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
    return this.opened ?? this.refreshDirectory();
  }

  /** From here on other requests are asked for; nothing is asked before someone wants to see them. */
  setFilter(filter: RequestFilter): void {
    const isOtherRange = filter.since !== this.wanted.since || filter.until !== this.wanted.until;
    this.wanted = filter;
    for (const feed of this.feeds.values()) feed.dispose();
    this.feeds = new Map();
    if (isOtherRange) this.healthBook = new HealthBook(this.questions);
    this.didChange.fire({ kind: 'filter' });
  }

  /** Asks how the apps go, if that is due; the queue above all of the `open` ones. */
  async refreshHealth(open: readonly string[], isByHand = false): Promise<void> {
    if (!(isByHand || this.healthBook.isDue())) return;
    const apps = this.known.apps.map(({ endpointId }) => endpointId);
    if (apps.length === 0) return;
    const { start, end } = toFilterQuery(this.wanted, this.questions.now());
    await this.askHealth(undefined, (book, signal) => book.refresh(apps, open, { start, end }, signal));
  }

  /** Someone looks at an app: its queue may not have been asked for yet. */
  async look(endpointId: string): Promise<void> {
    if (!this.known.apps.some((app) => app.endpointId === endpointId)) return;
    await this.askHealth(endpointId, (book, signal) => book.look(endpointId, signal));
  }

  /** Asks for an endpoint's newest requests, unless that was asked before. */
  openEndpoint(endpointId: string): Promise<void> {
    return this.feed(endpointId).open();
  }

  loadMore(endpointId: string, mark: PageMark): Promise<void> {
    return this.feed(endpointId).loadMore(mark);
  }

  /** Asks for the first page of each of `endpointIds`, and which apps there are if that is due or `isByHand`. */
  async refresh(endpointIds: readonly string[], isByHand: boolean): Promise<void> {
    const { signal } = this.abort;
    const isDue = this.questions.now() - (this.known.fetchedAt ?? 0) >= APPS_STALE_MS;
    await runAll(MOST_AT_ONCE, [
      ...(isByHand || isDue || this.known.failure !== undefined ? [() => this.refreshDirectory()] : []),
      // Those that have not begun are not asked of another account.
      ...endpointIds.map((id) => async () => {
        if (!isOver(signal)) await this.feed(id).refresh();
      }),
    ]);
    if (!isOver(signal)) await this.refreshHealth(endpointIds, isByHand);
  }

  /**
   * Where a request may be found. A key that may not list apps may still read what is pinned.
   * @throws {FalError} where fal could not be asked; an abort where another account serves meanwhile.
   */
  async findPlaces(): Promise<Places> {
    const { signal } = this.abort;
    await this.refreshDirectory();
    signal.throwIfAborted();
    const { failure, fetchedAt } = this.known;
    if (failure !== undefined && fetchedAt === undefined && failure.problem.kind !== 'refused') {
      throw new FalError(failure.problem);
    }
    const ids = this.arrangement.entries.map(({ endpointId }) => endpointId);
    const from = (source: RequestSource) => ids.filter((id) => sourcesOf(this.known, id).includes(source));
    return { owned: from('owned'), made: from('made') };
  }

  /** Until when fal's limit asks us to be quiet, epoch milliseconds; `undefined` when it does not. */
  quietUntil(): number | undefined {
    const failures = [this.known.failure];
    for (const { listing } of this.feeds.values()) failures.push(listing.failure, listing.paging?.failure);
    const until = Math.max(0, ...failures.map((failure) => failure?.quietUntil ?? 0));
    return until > this.questions.now() ? until : undefined;
  }

  /** The setting `fal.endpoints` changed. */
  rearrange(): void {
    this.arranged = undefined;
    this.didChange.fire({ kind: 'directory' });
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
    for (const feed of this.feeds.values()) feed.dispose();
    this.abort = new AbortController();
    this.feeds = new Map();
    this.lane = new Lane();
    this.healthLane = new Lane();
    this.opened = undefined;
    this.known = NO_DIRECTORY;
    this.arranged = undefined;
    this.healthBook = new HealthBook(this.questions);
  }

  private async askHealth(
    endpointId: string | undefined,
    ask: (book: HealthBook, signal: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { signal } = this.abort;
    try {
      await this.healthLane.run(endpointId ?? 'all', () => ask(this.healthBook, signal));
    } catch (error) {
      if (!isOver(signal)) this.questions.log.error(rootCause(error));
    }
    if (!isOver(signal)) this.didChange.fire({ kind: 'health', endpointId });
  }

  private feed(endpointId: string): EndpointFeed {
    const open = this.feeds.get(endpointId);
    if (open !== undefined) return open;
    const feed = new EndpointFeed(
      endpointId,
      this.questions,
      this.wanted,
      () => sourcesOf(this.known, endpointId),
      (changedRows) => this.didChange.fire({ kind: 'listing', endpointId, changedRows }),
    );
    this.feeds.set(endpointId, feed);
    return feed;
  }

  private refreshDirectory(): Promise<void> {
    const { signal } = this.abort;
    const asked = this.lane.run('apps', () => this.askApps(signal));
    this.opened ??= asked;
    return asked;
  }

  private async askApps(signal: AbortSignal): Promise<void> {
    if (isOver(signal)) return;
    if (this.known.fetchedAt === undefined) this.learn({ isAsking: true });
    try {
      const told = await this.questions.listApps({}, signal);
      if (isOver(signal)) return;
      const apps = told !== undefined && isSameList(told, this.known.apps) ? this.known.apps : (told ?? []);
      const listing = told === undefined ? 'absent' : 'known';
      this.learn({ apps, listing, fetchedAt: this.questions.now(), isAsking: false, failure: undefined });
    } catch (error) {
      if (isOver(signal)) return;
      const failure = toFailure(error, this.questions.now());
      const message = describeProblem(failure.problem).message;
      const before = this.known.failure;
      if (before === undefined || describeProblem(before.problem).message !== message) {
        this.questions.log.warn(`Apps: ${message}`);
      }
      this.learn({ isAsking: false, failure });
    }
  }

  private learn(part: Partial<Directory>): void {
    const { apps } = this.known;
    this.known = { ...this.known, ...part };
    if (this.known.apps !== apps) this.arranged = undefined;
    this.didChange.fire({ kind: 'directory' });
  }
}

/** A function, for what is true before an `await` need not be after it. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** Made by one parser, so that equal lists are equal texts. */
const isSameList = (a: readonly App[], b: readonly App[]): boolean => JSON.stringify(a) === JSON.stringify(b);
