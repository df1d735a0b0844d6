import type { FalRequest, Page } from '../fal/types';
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

/** Rows without a gap between them, in fal's order: newest first. `more` leads on below its last row. */
export interface Stretch {
  readonly rows: readonly FalRequest[];
  readonly more?: PageMark;
}

/** An endpoint busy enough to leave a gap at every refresh must not grow for ever. */
const MOST_STRETCHES = 4;
/** Nor must one that is open for days. What a person loaded by pages stays beyond that. */
const MOST_ARRIVED = 1000;

/**
 * The loaded requests of one endpoint, each once. Where more arrived between two first pages than a page holds, a gap
 * stays between two stretches, with a mark to load it by. A merge costs by the rows it brings, not by those loaded.
 */
export class RequestHistory {
  private readonly byId = new Map<string, FalRequest>();
  private held: readonly Stretch[] = [];
  private paged = 0;

  /** The same array as before while no row came, went or moved, and no mark changed. */
  get stretches(): readonly Stretch[] {
    return this.held;
  }

  find(requestId: string): FalRequest | undefined {
    return this.byId.get(requestId);
  }

  /** @returns the ids of rows loaded before that read otherwise since. */
  takeFirstPage(page: Page<FalRequest>, range: Omit<PageMark, 'cursor'>): readonly string[] {
    const { rows, ids, known, changed } = this.read(page);
    if (changed.length === 0 && this.startsWith(rows)) return [];
    const mark = page.nextCursor === undefined ? undefined : { cursor: page.nextCursor, ...range };
    // What has not ended stands on top at any time, and fal lists some late, among those known; that the pages meet
    // only the last ended row proves, by being what it was.
    const lowest = rows.findLast((row) => row.endedAt !== undefined);
    const isMet = lowest !== undefined && known.includes(lowest) && !changed.includes(lowest.requestId);
    const meets = this.held.length > 0 && (isMet || mark === undefined);
    this.hold(
      meets
        ? this.without(ids, known.length, rows)
        : [{ rows, more: mark }, ...this.without(ids, known.length, [])],
    );
    return changed;
  }

  /** Takes the page that `mark` led to; nothing where the mark is no more. @returns as `takeFirstPage`. */
  takeNextPage(mark: PageMark, page: Page<FalRequest>): readonly string[] {
    const at = this.held.findIndex((stretch) => stretch.more === mark);
    const above = this.held[at];
    if (above === undefined) return [];
    const isLoaded = new Set(page.items.map((row) => row.requestId).filter((id) => this.byId.has(id)));
    const { rows, ids, changed } = this.read(page);
    const fresh = rows.filter((row) => !isLoaded.has(row.requestId));
    const below = this.held[at + 1];
    const more = page.nextCursor === undefined ? undefined : { ...mark, cursor: page.nextCursor };
    this.paged += fresh.length;
    const meets =
      below !== undefined && (more === undefined || below.rows.some((row) => ids.has(row.requestId)));
    const filled: Stretch = meets
      ? { rows: above.rows.concat(fresh, below.rows), more: below.more }
      : { rows: above.rows.concat(fresh), more };
    this.hold([...this.held.slice(0, at), filled, ...this.held.slice(at + (meets ? 2 : 1))]);
    if (changed.length > 0) this.reread();
    return changed;
  }

  /** Forgets what a range that counts back from now has left behind. */
  forgetBefore(start: number): void {
    const isOld = ({ endedAt, sentAt }: FalRequest): boolean => (endedAt ?? sentAt) < start;
    if (!this.held.some(({ rows }) => rows.some(isOld))) return;
    for (const { rows } of this.held) this.drop(rows.filter(isOld));
    this.hold(this.held.map((stretch) => ({ ...stretch, rows: stretch.rows.filter((row) => !isOld(row)) })));
  }

  /** Forgets the oldest of what arrived by itself; a mark leads back to it. Takes rows in the order of their end. */
  trim(): void {
    let room = MOST_ARRIVED + this.paged;
    const kept: Stretch[] = [];
    for (const stretch of this.held) {
      if (stretch.rows.length <= room) {
        kept.push(stretch);
        room -= stretch.rows.length;
        continue;
      }
      const rows = stretch.rows.slice(0, room);
      while (rows.length > 0 && rows.at(-1)?.endedAt === undefined) rows.pop();
      const last = rows.at(-1);
      this.drop(stretch.rows.slice(rows.length));
      for (const { rows: lost } of this.held.slice(kept.length + 1)) this.drop(lost);
      const end = new Date((last?.endedAt ?? 0) + 1).toISOString();
      this.hold(last === undefined ? kept : [...kept, { rows, more: { end, start: stretch.more?.start } }]);
      return;
    }
  }

  clear(): void {
    this.byId.clear();
    this.held = [];
    this.paged = 0;
  }

  private drop(rows: readonly FalRequest[]): void {
    for (const { requestId } of rows) this.byId.delete(requestId);
  }

  /** The page's rows, each once, an unchanged one as the object that is loaded already. */
  private read(page: Page<FalRequest>) {
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

  private startsWith(rows: readonly FalRequest[]): boolean {
    const top = this.held[0]?.rows ?? [];
    return this.held.length > 0 && rows.every((row, index) => row === top[index]);
  }

  /**
   * The stretches without the rows of these ids, and with `fresh` on top. The known stand near the top, so the walk
   * ends soon; what is below is copied once, for it may be very much.
   */
  private without(ids: ReadonlySet<string>, count: number, fresh: readonly FalRequest[]): Stretch[] {
    let left = count;
    return this.held.map((stretch, index) => {
      const top = index === 0 ? [...fresh] : [];
      let at = 0;
      for (; left > 0 && at < stretch.rows.length; at++) {
        const row = stretch.rows[at];
        if (row !== undefined && ids.has(row.requestId)) left--;
        else if (row !== undefined) top.push(row);
      }
      return at + top.length === 0 ? stretch : { ...stretch, rows: stretch.rows.toSpliced(0, at, ...top) };
    });
  }

  private hold(stretches: readonly Stretch[]): void {
    const full = stretches.filter(({ rows, more }) => rows.length > 0 || more !== undefined);
    if (full.length === 0 && this.held.length === 0) return;
    for (const { rows } of full.slice(MOST_STRETCHES)) this.drop(rows);
    this.held = full.slice(0, MOST_STRETCHES);
  }

  private reread(): void {
    this.held = this.held.map((stretch) => ({
      ...stretch,
      rows: stretch.rows.map((row) => this.byId.get(row.requestId) ?? row),
    }));
  }
}
