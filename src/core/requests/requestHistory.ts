import type { FalRequest, Page } from '../fal/types';
import { ChunkedRows } from './chunkedRows';
import { fillGap } from './fillGap';
import { readsTheSame } from './requestFacts';

/** Where the next page begins. The cursor is opaque and means something only with the same range. */
export interface PageMark {
  /** Without one, the page is the first before `end`. */
  readonly cursor?: string;
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

/** An endpoint busy enough to leave a gap at every refresh must not grow for ever. */
const MOST_STRETCHES = 4;
/** Nor must one that is open for days. What a person loaded by pages stays beyond that. */
const MOST_ARRIVED = 1000;
/** The oldest go so many at a time, so that the end of the list does not move at every turn. */
const LUMP = 100;

/**
 * The loaded requests of one endpoint, each once. Where more arrived between two first pages than a page holds, a gap
 * stays between two stretches, with a mark to load it by. A merge costs by the rows it brings, not by those loaded.
 */
export class RequestHistory {
  private readonly byId = new Map<string, FalRequest>();
  private held: readonly Stretch[] = [];
  private paged = 0;

  /** @param isByTime newest first; else the slowest are, which rank anew whenever one arrives. */
  constructor(private readonly isByTime = true) {}

  /** The same array as before while no row came, went or moved, and no mark changed. */
  get stretches(): readonly Stretch[] {
    return this.held;
  }

  find(requestId: string): FalRequest | undefined {
    return this.byId.get(requestId);
  }

  /** @returns the ids of rows loaded before that read otherwise since. */
  takeFirstPage(page: Page<FalRequest>, range: Omit<PageMark, 'cursor'>): readonly string[] {
    const read = this.read(page);
    const mark = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor, ...range };
    if (this.isOnTop(read, mark)) {
      if (read.changed.length > 0) this.reread(read.rows.length);
    } else if (this.isByTime) this.merge(read, mark);
    // Which others stand between the deeper ones by now, no first page tells: they are loaded again when asked for.
    else this.replace(read, mark);
    return read.changed;
  }

  /** Takes the page that `mark` led to; nothing where the mark is no more. @returns as `takeFirstPage`. */
  takeNextPage(mark: PageMark, page: Page<FalRequest>): readonly string[] {
    const at = this.held.findIndex((stretch) => stretch.more === mark);
    const above = this.held[at];
    if (above === undefined) return [];
    const loaded = new Set(page.items.map((row) => row.requestId).filter((id) => this.byId.has(id)));
    const { rows, ids, changed } = this.read(page);
    this.paged += ids.size - loaded.size;
    const more = page.nextCursor === undefined ? undefined : { ...mark, cursor: page.nextCursor };
    this.hold([
      ...this.held.slice(0, at),
      ...fillGap(above, { rows, loaded, more }, this.held.slice(at + 1)),
    ]);
    if (changed.length > 0) this.reread();
    return changed;
  }

  /** Forgets what a range that counts back from now has left behind. */
  forgetBefore(start: number): void {
    const isOld = ({ endedAt, sentAt }: FalRequest): boolean => (endedAt ?? sentAt) < start;
    const kept: Stretch[] = [];
    for (const [at, stretch] of this.held.entries()) {
      const { young, old } = this.sift(stretch.rows, isOld);
      this.drop(old);
      // Below one that has left the range no other is in it, and no mark leads to any.
      if (this.isByTime && old.some(({ endedAt }) => endedAt !== undefined)) {
        for (const { rows } of this.held.slice(at + 1)) this.drop(rows);
        kept.push({ rows: young });
        break;
      }
      kept.push(old.length === 0 ? stretch : { ...stretch, rows: young });
    }
    this.hold(kept);
  }

  /** Forgets the oldest of what arrived by itself; a mark leads back to it. Takes rows in the order of their end. */
  trim(): void {
    let room = MOST_ARRIVED + this.paged;
    if (this.held.reduce((sum, { rows }) => sum + rows.length, 0) <= room + LUMP) return;
    const kept: Stretch[] = [];
    for (const [at, stretch] of this.held.entries()) {
      const { rows, more } = stretch;
      if (rows.length <= room) {
        kept.push(stretch);
        room -= rows.length;
        continue;
      }
      const [newest] = rows.splitAt(room);
      const running = newest.countAtEnd(({ endedAt }) => endedAt === undefined);
      const [above, lost] = rows.splitAt(newest.length - running);
      for (const each of [lost, ...this.held.slice(at + 1).map((below) => below.rows)]) this.drop(each);
      const end = new Date((above.last?.endedAt ?? 0) + 1).toISOString();
      this.hold(above.length === 0 ? kept : [...kept, { rows: above, more: { end, start: more?.start } }]);
      return;
    }
  }

  clear(): void {
    this.byId.clear();
    this.held = [];
    this.paged = 0;
  }

  private merge({ rows, ids, known, changed }: Read, mark: PageMark | undefined): void {
    // What has not ended stands on top at any time, and fal lists some late, among those known; that the pages meet
    // only the last ended row proves, by being what it was.
    const lowest = rows.findLast((row) => row.endedAt !== undefined);
    const isMet = lowest !== undefined && known.includes(lowest) && !changed.includes(lowest.requestId);
    const meets = this.held.length > 0 && (isMet || mark === undefined);
    this.hold(
      meets
        ? this.without(ids, known.length, rows)
        : [{ rows: ChunkedRows.of(rows), more: mark }, ...this.without(ids, known.length, [])],
    );
  }

  private replace({ rows }: Read, more: PageMark | undefined): void {
    this.clear();
    for (const row of rows) this.byId.set(row.requestId, row);
    this.hold([{ rows: ChunkedRows.of(rows), more }]);
  }

  private drop(rows: Iterable<FalRequest>): void {
    for (const { requestId } of rows) this.byId.delete(requestId);
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

  /** By time, only those that run stand where they do not belong: on top. */
  private sift(rows: ChunkedRows<FalRequest>, isOld: (row: FalRequest) => boolean) {
    const [above, below] = rows.splitAt(rows.length - rows.countAtEnd(isOld));
    const top: FalRequest[] = [];
    for (const row of above) {
      if (this.isByTime && row.endedAt !== undefined) break;
      top.push(row);
    }
    const old = top.filter(isOld);
    const young =
      old.length === 0
        ? above
        : above.replaceTop(
            top.length,
            top.filter((row) => !isOld(row)),
          );
    return { young, old: [...old, ...below] };
  }

  /**
   * The stretches without the rows of these ids, and with `fresh` on top. The known stand near the top, so the walk
   * ends soon.
   */
  private without(ids: ReadonlySet<string>, count: number, fresh: readonly FalRequest[]): Stretch[] {
    let left = count;
    return this.held.map((stretch, index) => {
      const top = index === 0 ? [...fresh] : [];
      let at = 0;
      for (const row of stretch.rows) {
        if (left === 0) break;
        if (ids.has(row.requestId)) left--;
        else top.push(row);
        at++;
      }
      return at + top.length === 0 ? stretch : { ...stretch, rows: stretch.rows.replaceTop(at, top) };
    });
  }

  /** Without stretches that have become empty: the mark above such a one leads on to what its own led to. */
  private hold(stretches: readonly Stretch[]): void {
    const full = stretches.filter(
      ({ rows, more }, at) => rows.length > 0 || (at === 0 && more !== undefined),
    );
    for (const { rows } of full.slice(MOST_STRETCHES)) this.drop(rows);
    const kept = full.slice(0, MOST_STRETCHES);
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
