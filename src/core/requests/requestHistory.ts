import type { FalRequest, Page } from '../fal/types';
import { ChunkedRows } from './chunkedRows';
import { fillGap } from './fillGap';
import { leaveOldArrivals, leaveOldStretches, leaveRange, type Kept } from './lettingGo';
import { markAfter } from './pageMark';
import { placeRow } from './placeRow';
import { readsTheSame } from './requestFacts';

/** Where the next page begins. The cursor is opaque and means something only with the same range. */
export interface PageMark extends PageRange {
  /** Without one, the page is the first before `end`. */
  readonly cursor?: string;
}

export interface PageRange {
  /** ISO 8601, exclusive: what arrives while paging must not shift the pages. */
  readonly end: string;
  /** ISO 8601: nor must what falls out of a range that counts back from now. */
  readonly start?: string;
}

/** Rows without a gap between them, in fal's order. `more` leads on below its last row. */
export interface Stretch {
  readonly rows: ChunkedRows<FalRequest>;
  readonly more?: PageMark;
}

/**
 * The loaded requests of one endpoint, each once. Where more arrived between two first pages than a page holds, a gap
 * stays between two stretches, with a mark to load it by. A merge costs by the rows it brings, not by those loaded.
 */
export class RequestHistory {
  private readonly byId = new Map<string, FalRequest>();
  private held: readonly Stretch[] = [];
  /** The ids of those that a person asked for: they stay, however many arrive. */
  private readonly paged = new Set<string>();

  /** @param isByTime newest first; else the slowest are, which rank anew whenever one arrives. */
  constructor(private readonly isByTime = true) {}

  /** The same array as before while no row came, went or moved, and no mark changed. */
  get stretches(): readonly Stretch[] {
    return this.held;
  }

  find(requestId: string): FalRequest | undefined {
    return this.byId.get(requestId);
  }

  /** @param isAgain whether it holds all pages that were loaded, or many: then no others are kept below the slowest. */
  takeFirstPage(page: Page<FalRequest>, range: PageRange, isAgain = false): FirstPageTaken {
    const read = this.read(page);
    const mark = markAfter(page, range, this.isByTime);
    let gone: readonly FalRequest[] = [];
    if (this.isOnTop(read, mark)) {
      if (read.changed.length > 0) this.reread(read.rows.length);
    } else if (this.isByTime) gone = this.merge(read, mark);
    else this.rank(read, mark, isAgain);
    return { changed: read.changed, gone };
  }

  /** Takes the page that `mark` led to; nothing where the mark is no more. @returns the ids of those that changed. */
  takeNextPage(mark: PageMark, page: Page<FalRequest>): readonly string[] {
    const at = this.held.findIndex((stretch) => stretch.more === mark);
    const above = this.held[at];
    if (above === undefined) return [];
    const loaded = new Set(page.items.map((row) => row.requestId).filter((id) => this.byId.has(id)));
    const { rows, ids, changed } = this.read(page);
    for (const id of ids) if (!loaded.has(id)) this.paged.add(id);
    const more = markAfter(page, mark, this.isByTime);
    this.hold([
      ...this.held.slice(0, at),
      ...fillGap(above, { rows, loaded, more }, this.held.slice(at + 1)),
    ]);
    if (changed.length > 0) this.reread();
    return changed;
  }

  /** Takes in one that the first page does not tell, unless a mark leads to it. */
  putBack(row: FalRequest): void {
    const placed = this.byId.has(row.requestId) ? undefined : placeRow(this.held, row);
    if (placed === undefined) return;
    this.byId.set(row.requestId, row);
    this.hold(placed);
  }

  /** Forgets what a range that counts back from now has left behind. */
  forgetBefore(start: number): void {
    this.letGo(leaveRange(this.held, ({ endedAt, sentAt }) => (endedAt ?? sentAt) < start, this.isByTime));
  }

  /** Forgets the oldest of what arrived by itself; a mark leads back to it. Takes rows in the order of their end. */
  trim(): void {
    this.letGo(leaveOldArrivals(this.held, this.isPaged, this.byId.size - this.paged.size));
  }

  clear(): void {
    this.byId.clear();
    this.held = [];
    this.paged.clear();
  }

  /** @returns those that are gone. */
  private merge({ rows, ids, known, changed }: Read, mark: PageMark | undefined): readonly FalRequest[] {
    // What has not ended stands on top at any time, and fal lists some late, among those known; that the pages meet
    // only the last ended row proves, by being what it was.
    const lowest = rows.findLast((row) => row.endedAt !== undefined);
    const isMet = lowest !== undefined && known.includes(lowest) && !changed.includes(lowest.requestId);
    const meets = this.held.length > 0 && (isMet || mark === undefined);
    // What runs stands above what the page reaches down to: one that it does not tell has ended since.
    const isWhole = lowest !== undefined || mark === undefined;
    const { others, gone } = this.without(ids, known.length, meets ? rows : [], isWhole);
    this.drop(gone);
    this.hold(meets ? others : [{ rows: ChunkedRows.of(rows), more: mark }, ...others]);
    // It ended below the page. Where that is all, it is nowhere; where a gap follows, that leads on to it.
    return meets && mark !== undefined ? gone : [];
  }

  /** Others may stand between the deeper ones by now, which no first page tells: they come when all are read again. */
  private rank({ rows, ids }: Read, mark: PageMark | undefined, isAgain: boolean): void {
    const held = this.held.flatMap((stretch) => [...stretch.rows]);
    const least = slowness(rows.at(-1));
    const isBelow = !isAgain && mark !== undefined && held.length > rows.length;
    const others = isBelow ? held.filter((row) => !ids.has(row.requestId) && slowness(row) <= least) : [];
    const kept = new Set(others);
    this.drop(held.filter((row) => !ids.has(row.requestId) && !kept.has(row)));
    const more = others.length > 0 ? this.held.at(-1)?.more : mark;
    this.hold([{ rows: ChunkedRows.of([...rows, ...others]), more }]);
  }

  private readonly isPaged = ({ requestId }: FalRequest): boolean => this.paged.has(requestId);

  private letGo({ kept, lost }: Kept): void {
    for (const rows of lost) this.drop(rows);
    this.hold(kept);
  }

  private drop(rows: Iterable<FalRequest>): void {
    for (const { requestId } of rows) {
      this.byId.delete(requestId);
      this.paged.delete(requestId);
    }
  }

  /** The page's rows, each once, an unchanged one as the object that is loaded already. */
  private read(page: Page<FalRequest>): Read {
    const ids = new Set<string>();
    const rows: FalRequest[] = [];
    const known: FalRequest[] = [];
    const changed: string[] = [];
    for (const item of page.items) {
      if (ids.has(item.requestId)) continue;
      const loaded = this.byId.get(item.requestId);
      const row = loaded !== undefined && readsTheSame(loaded, item) ? loaded : item;
      ids.add(row.requestId);
      rows.push(row);
      this.byId.set(row.requestId, row);
      if (loaded !== undefined) known.push(row);
      if (loaded !== undefined && row !== loaded) changed.push(row.requestId);
    }
    return { rows, ids, known, changed };
  }

  /** Whether the page brings nothing but what stands on top, in that order. */
  private isOnTop({ rows }: Read, mark: PageMark | undefined): boolean {
    const [first] = this.held;
    if (first === undefined) return false;
    let at = 0;
    for (const { requestId } of first.rows) {
      if (at === rows.length) break;
      if (rows[at++]?.requestId !== requestId) return false;
    }
    if (at < rows.length) return false;
    // By time, what a whole page lacks is only older.
    return this.isByTime || mark !== undefined || rows.length === first.rows.length;
  }

  /**
   * The stretches without the rows of these ids, and with `fresh` on top. The known stand near the top, so the walk
   * ends soon.
   * @param isWhole whether one that runs and is none of these is left out: it is gone.
   */
  private without(ids: ReadonlySet<string>, count: number, fresh: readonly FalRequest[], isWhole: boolean) {
    let left = count;
    const gone: FalRequest[] = [];
    const others = this.held.map((stretch, index) => {
      const top = index === 0 ? [...fresh] : [];
      let at = 0;
      // Lower than that, fal may list one where it was sent.
      let isOnTop = index === 0;
      for (const row of stretch.rows) {
        const isGone = isWhole && row.endedAt === undefined && !ids.has(row.requestId);
        isOnTop &&= row.endedAt === undefined;
        if (left === 0 && !(isGone && isOnTop)) break;
        if (isGone) gone.push(row);
        else if (ids.has(row.requestId)) left--;
        else top.push(row);
        at++;
      }
      return at + top.length === 0 ? stretch : { ...stretch, rows: stretch.rows.replaceTop(at, top) };
    });
    return { others, gone };
  }

  /** Without stretches that have become empty: the mark above such a one leads on to what its own led to. */
  private hold(stretches: readonly Stretch[]): void {
    const full = stretches.filter(
      ({ rows, more }, at) => rows.length > 0 || (at === 0 && more !== undefined),
    );
    const { kept, lost } = leaveOldStretches(full, this.isPaged);
    for (const rows of lost) this.drop(rows);
    const isSame = kept.length === this.held.length && kept.every((each, at) => each === this.held[at]);
    if (!isSame) this.held = kept;
  }

  /** The rows that were loaded before, as they read by now; of the first ones alone, where no other can have changed. */
  private reread(within?: number): void {
    const read = (row: FalRequest): FalRequest => this.byId.get(row.requestId) ?? row;
    this.held = this.held.map((stretch, at) =>
      at === 0 || within === undefined ? { ...stretch, rows: stretch.rows.map(read, within) } : stretch,
    );
  }
}

/** A page, beside what is loaded. */
interface Read {
  readonly rows: readonly FalRequest[];
  readonly ids: ReadonlySet<string>;
  /** Of `rows`, those that were loaded before. */
  readonly known: readonly FalRequest[];
  /** The ids of those that read otherwise by now. */
  readonly changed: readonly string[];
}

interface FirstPageTaken {
  /** The ids of rows loaded before that read otherwise since. */
  readonly changed: readonly string[];
  /** Those that ran and have ended below what is told of the first page. */
  readonly gone: readonly FalRequest[];
}

/** fal lists last what has no duration. */
const slowness = (row: FalRequest | undefined): number => row?.durationSeconds ?? -1;
