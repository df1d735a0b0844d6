import type { Disposable } from '../base/events';
import { describeProblem, type FalProblem } from '../fal/errors';
import type { FalRequest, Page, RequestQuery, RequestSource } from '../fal/types';
import { askSources, type SourceAnswer } from './askSources';
import { toFailure, type Failure } from './failure';
import { Lane } from './lane';
import { markAfter } from './pageMark';
import type { Questions } from './questions';
import { DEFAULT_SPAN, toFilterQuery, type RequestFilter } from './requestFilter';
import { RequestHistory, type PageMark, type PageRange, type Stretch } from './requestHistory';

const PAGE_ROWS = 50;
/** How many pages a refresh by hand reads again, where so many are loaded. */
const MOST_AGAIN = 5;
/** How many are asked for one by one in a turn. */
const MOST_SOUGHT = 4;

/** What is known of one endpoint's requests. Replaced whole at every change. */
export interface Listing {
  readonly source: RequestSource;
  readonly stretches: readonly Stretch[];
  readonly isAsking: boolean;
  /** When the newest requests were last told, epoch milliseconds. */
  readonly fetchedAt?: number;
  /** Of the last refresh; what is known from before stays. */
  readonly failure?: Failure;
  /** Why the requests of all callers are not shown, though they were asked for first. */
  readonly passedOver?: FalProblem;
  /** Why there are more requests than these. */
  readonly unreadable?: FalProblem;
  readonly paging?: { readonly mark: PageMark; readonly failure?: Failure };
}

/** Asks for one endpoint's requests, one question at a time. Its promises never reject: failures become state. */
export class EndpointFeed implements Disposable {
  private readonly history: RequestHistory;
  /** Else the slowest first. */
  private readonly isByTime: boolean;
  private readonly lane = new Lane();
  private readonly abort = new AbortController();
  private chosen: RequestSource | undefined;
  private opened: Promise<void> | undefined;
  /** Requests that ran and have ended below the first page: where, fal is to tell. */
  private sought: readonly FalRequest[] = [];
  /** Of the first page, and of those below it. */
  private unreadableAbove: FalProblem | undefined;
  private unreadableBelow: FalProblem | undefined;
  private current: Listing;
  /** A fault that lasts is logged once, not at every turn. */
  private lastLogged: string | undefined;

  constructor(
    private readonly endpointId: string,
    private readonly questions: Questions,
    private readonly filter: RequestFilter,
    private readonly sources: () => readonly RequestSource[],
    /** Called after each change with the ids of rows that read otherwise since. */
    private readonly tell: (changedRows: readonly string[]) => void,
  ) {
    this.isByTime = filter.sortBy !== 'duration';
    this.history = new RequestHistory(this.isByTime);
    this.current = { source: sources()[0] ?? 'owned', stretches: this.history.stretches, isAsking: false };
  }

  get listing(): Listing {
    return this.current;
  }

  find(requestId: string): FalRequest | undefined {
    return this.history.find(requestId);
  }

  /** Asks for the first page unless it was asked for before. */
  open(): Promise<void> {
    return this.opened ?? this.refresh(false);
  }

  /** Asks for the first page; by hand for some more of those that are loaded, for fal records some requests late. */
  refresh(isByHand: boolean): Promise<void> {
    const asked = this.lane.run(isByHand ? 'refresh by hand' : 'refresh', () => this.askNewest(isByHand));
    this.opened ??= asked;
    return asked;
  }

  /** Asks for the one page that `mark` leads to. */
  loadMore(mark: PageMark): Promise<void> {
    const isLast = mark === this.current.stretches.at(-1)?.more;
    return this.lane.run(`more ${mark.end} ${mark.cursor ?? ''}`, () => {
      // What was under way meanwhile may have put another in its place.
      const present = isLast ? this.current.stretches.at(-1)?.more : mark;
      return this.askNextPage(present ?? mark);
    });
  }

  dispose(): void {
    this.abort.abort();
  }

  private async askNewest(isByHand: boolean): Promise<void> {
    if (this.isSuperseded()) return;
    if (this.current.fetchedAt === undefined) this.change({ isAsking: true });
    const loaded = this.current.stretches.reduce((sum, { rows }) => sum + rows.length, 0);
    try {
      const query = this.query();
      const { page, source, passedOver } = await this.askFirstPage(query);
      if (this.isSuperseded()) return;
      if (source !== this.current.source) this.history.clear();
      // Those pages are read again, or gone.
      if (isByHand || source !== this.current.source) this.unreadableBelow = undefined;
      this.unreadableAbove = page.unreadable?.problem;
      this.current = { ...this.current, source, passedOver };
      const range = this.rangeOf(query, page);
      const gone = this.take(page, range, false);
      if (isByHand) await this.readAgain(page, range, Math.ceil(loaded / PAGE_ROWS));
      this.sought = [...this.sought, ...gone].slice(-MOST_SOUGHT);
      for (const row of this.sought) await this.seek(row);
    } catch (error) {
      if (this.isSuperseded()) return;
      this.change({ isAsking: false, failure: this.fail(error) });
    }
  }

  /** @returns the requests that ran and are not told any more. */
  private take(page: Page<FalRequest>, range: PageRange, isAgain: boolean): readonly FalRequest[] {
    const { changed, gone } = this.history.takeFirstPage(page, range, isAgain);
    this.forgetBefore(range.start);
    // The slowest do not pile up as the newest do, and no time leads back to them.
    if (this.isByTime) this.history.trim();
    this.lastLogged = undefined;
    const fetchedAt = this.questions.now();
    const { stretches } = this.history;
    this.change({ stretches, fetchedAt, isAsking: false, failure: undefined }, changed);
    return gone;
  }

  /** Reads as many pages as were loaded, from the first on, and takes them as one. */
  private async readAgain(first: Page<FalRequest>, range: PageRange, loaded: number): Promise<void> {
    let page = first;
    let last = range;
    let mark = markAfter(first, range, this.isByTime);
    for (let pages = 1; mark !== undefined && pages < Math.min(loaded, MOST_AGAIN); pages++) {
      const next = await this.askFrom(mark);
      if (this.isSuperseded()) return;
      page = { ...next, items: [...page.items, ...next.items] };
      last = mark;
      mark = markAfter(next, last, this.isByTime);
    }
    if (page !== first) this.take(page, last, true);
  }

  /** Asks for one that has ended below the first page: it goes where it belongs, if that is loaded. */
  private async seek(gone: FalRequest): Promise<void> {
    if (this.isSuperseded()) return;
    const { requestId } = gone;
    if (this.history.find(requestId) === undefined) {
      // It may have been sent long before the range begins.
      const { items } = await this.ask(this.current.source, { ...this.query(), start: undefined, requestId });
      if (this.isSuperseded()) return;
      for (const row of items) this.history.putBack(row);
      this.change({ stretches: this.history.stretches });
    }
    this.sought = this.sought.filter((each) => each !== gone);
  }

  private async askNextPage(mark: PageMark): Promise<void> {
    if (this.isSuperseded() || !this.current.stretches.some(({ more }) => more === mark)) return;
    this.change({ paging: { mark } });
    try {
      const page = await this.askFrom(mark);
      if (this.isSuperseded()) return;
      const changed = this.history.takeNextPage(mark, page);
      this.forgetBefore(this.query().start);
      this.change({ stretches: this.history.stretches, paging: undefined }, changed);
    } catch (error) {
      if (this.isSuperseded()) return;
      this.change({ paging: { mark, failure: this.fail(error) } });
    }
  }

  private async askFrom(mark: PageMark): Promise<Page<FalRequest>> {
    // The cursor holds for the range that the mark was made with, though the filter's begins later by now.
    const { start, ...query } = this.query();
    const page = await this.ask(this.current.source, { ...query, ...mark, start: mark.start ?? start });
    this.unreadableBelow ??= page.unreadable?.problem;
    return page;
  }

  private forgetBefore(start: string | undefined): void {
    if (start !== undefined) this.history.forgetBefore(Date.parse(start));
  }

  /** Rows settle for good which source it is. */
  private async askFirstPage(query: Partial<RequestQuery>): Promise<SourceAnswer> {
    const sources = this.chosen === undefined ? this.sources() : [this.chosen];
    const answer = await askSources(sources, (source) => this.ask(source, query));
    if (answer.page.items.length > 0) this.chosen = answer.source;
    return answer;
  }

  /** With the start of the range at this moment: what is left to fal moves on while pages are read. */
  private query(): Partial<RequestQuery> {
    const now = this.questions.now();
    const query = toFilterQuery(this.filter, now);
    // For an id, fal looks further back.
    if (query.start !== undefined || query.requestId !== undefined) return query;
    return { ...query, start: toFilterQuery({ since: DEFAULT_SPAN }, now).start };
  }

  /** Of the pages after this first one. */
  private rangeOf({ start, end }: Partial<RequestQuery>, page: Page<FalRequest>): PageRange {
    return { start, end: end ?? endOf(page, this.questions.now(), !this.isByTime) };
  }

  private ask(source: RequestSource, query: Partial<RequestQuery>): Promise<Page<FalRequest>> {
    const { signal } = this.abort;
    return this.questions.listRequests(
      { ...query, source, endpointId: [this.endpointId], limit: PAGE_ROWS },
      signal,
    );
  }

  private isSuperseded(): boolean {
    return this.abort.signal.aborted;
  }

  private fail(error: unknown): Failure {
    const failure = toFailure(error, this.questions.now());
    const message = describeProblem(failure.problem).message;
    if (message !== this.lastLogged) this.questions.log.warn(`Requests of ${this.endpointId}: ${message}`);
    this.lastLogged = message;
    return failure;
  }

  private change(part: Partial<Listing>, changedRows: readonly string[] = []): void {
    const unreadable = this.unreadableAbove ?? this.unreadableBelow;
    this.current = { ...this.current, ...part, unreadable };
    this.tell(changedRows);
  }
}

/**
 * The `end` of the pages after this one: just after its newest row. Taken from fal's own times, for a clock of ours
 * that is behind would lose rows between two pages; and no later than that, for fal records some requests minutes
 * after they end, which would shift the pages.
 */
function endOf({ items }: Page<FalRequest>, now: number, byDuration: boolean): string {
  // The slowest need not be the newest, nor those that run.
  let newest = byDuration || items.every(({ endedAt }) => endedAt === undefined) ? now : 0;
  for (const { sentAt, startedAt, endedAt } of items)
    newest = Math.max(newest, sentAt, startedAt ?? 0, endedAt ?? 0);
  return new Date(newest + 1).toISOString();
}
