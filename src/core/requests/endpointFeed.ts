import type { Disposable } from '../base/events';
import { describeProblem, FalError, type FalProblem } from '../fal/errors';
import type { FalRequest, Page, RequestQuery, RequestSource } from '../fal/types';
import { toFailure, type Failure } from './failure';
import { Lane } from './lane';
import type { Questions } from './questions';
import { toFilterQuery, type RequestFilter } from './requestFilter';
import { RequestHistory, type PageMark, type Stretch } from './requestHistory';

const PAGE_ROWS = 50;

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
  readonly paging?: { readonly mark: PageMark; readonly failure?: Failure };
}

/** Asks for one endpoint's requests, one question at a time. Its promises never reject: failures become state. */
export class EndpointFeed implements Disposable {
  private readonly history: RequestHistory;
  private readonly lane = new Lane();
  private readonly abort = new AbortController();
  private chosen: RequestSource | undefined;
  private opened: Promise<void> | undefined;
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
    this.history = new RequestHistory(filter.sortBy !== 'duration');
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
    return this.opened ?? this.refresh();
  }

  refresh(): Promise<void> {
    const asked = this.lane.run('refresh', () => this.askFirstPage());
    this.opened ??= asked;
    return asked;
  }

  /** Asks for the one page that `mark` leads to. */
  loadMore(mark: PageMark): Promise<void> {
    return this.lane.run(`more ${mark.end} ${mark.cursor ?? ''}`, () => this.askNextPage(mark));
  }

  dispose(): void {
    this.abort.abort();
  }

  private async askFirstPage(): Promise<void> {
    if (this.abort.signal.aborted) return;
    if (this.current.fetchedAt === undefined) this.change({ isAsking: true });
    try {
      const { start, page, source, passedOver } = await this.askSources();
      if (this.isSuperseded()) return;
      if (source !== this.current.source) this.history.clear();
      const changed = this.take(page, start);
      this.lastLogged = undefined;
      const fetchedAt = this.questions.now();
      const { stretches } = this.history;
      this.change({ source, stretches, passedOver, fetchedAt, isAsking: false, failure: undefined }, changed);
    } catch (error) {
      if (this.isSuperseded()) return;
      this.change({ isAsking: false, failure: this.fail(error) });
    }
  }

  private take(page: Page<FalRequest>, start: string | undefined): readonly string[] {
    const byDuration = this.filter.sortBy === 'duration';
    const now = this.questions.now();
    const end = this.filter.until === undefined ? endOf(page, now, byDuration) : this.query().end;
    const changed = this.history.takeFirstPage(page, { end: end ?? new Date(now).toISOString(), start });
    this.forgetBefore(start);
    // The slowest do not pile up as the newest do, and no time leads back to them.
    if (!byDuration) this.history.trim();
    return changed;
  }

  private async askNextPage(mark: PageMark): Promise<void> {
    if (this.isSuperseded() || !this.current.stretches.some(({ more }) => more === mark)) return;
    this.change({ paging: { mark } });
    try {
      // The cursor holds for the range that the mark was made with, though the filter's begins later by now.
      const { start, ...query } = this.query();
      const page = await this.ask(this.current.source, { ...query, ...mark, start: mark.start ?? start });
      if (this.isSuperseded()) return;
      const changed = this.history.takeNextPage(mark, page);
      this.forgetBefore(this.query().start);
      this.change({ stretches: this.history.stretches, paging: undefined }, changed);
    } catch (error) {
      if (this.isSuperseded()) return;
      this.change({ paging: { mark, failure: this.fail(error) } });
    }
  }

  private forgetBefore(start: string | undefined): void {
    if (start !== undefined) this.history.forgetBefore(Date.parse(start));
  }

  /**
   * Asks the likeliest source first. Where that one refuses, or has nothing, the other may know the requests:
   * ownership cannot be told from an id. Rows settle it for good.
   */
  private async askSources(): Promise<Answer> {
    let answer: Answer | undefined;
    let refusal: FalError | undefined;
    const query = this.query();
    const { start } = query;
    for (const source of this.chosen === undefined ? this.sources() : [this.chosen]) {
      try {
        const page = await this.ask(source, query);
        if (page.items.length > 0) {
          this.chosen = source;
          return { start, source, page, passedOver: refusal?.problem };
        }
        answer ??= { start, source, page, passedOver: refusal?.problem };
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusal ??= error;
      }
    }
    if (answer !== undefined) return answer;
    throw refusal ?? new Error('no source');
  }

  private query(): Partial<RequestQuery> {
    return toFilterQuery(this.filter, this.questions.now());
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
    this.current = { ...this.current, ...part };
    this.tell(changedRows);
  }
}

interface Answer {
  /** From when on was asked, ISO 8601. */
  readonly start: string | undefined;
  readonly source: RequestSource;
  readonly page: Page<FalRequest>;
  readonly passedOver?: FalProblem;
}

const isRefusal = (error: unknown): error is FalError =>
  error instanceof FalError &&
  error.problem.kind === 'refused' &&
  (error.problem.status === 403 || error.problem.status === 404);

/**
 * The `end` of the pages after this one: just after its newest row. Taken from fal's own times, for a clock of ours
 * that is behind would lose rows between two pages; and no later than that, for fal records some requests minutes
 * after they end, which would shift the pages.
 */
function endOf({ items }: Page<FalRequest>, now: number, byDuration: boolean): string {
  // The slowest need not be the newest.
  let newest = byDuration ? now : 0;
  for (const { sentAt, startedAt, endedAt } of items)
    newest = Math.max(newest, sentAt, startedAt ?? 0, endedAt ?? 0);
  return new Date(newest === 0 ? now : newest + 1).toISOString();
}
