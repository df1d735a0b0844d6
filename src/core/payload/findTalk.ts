import type { OpenRequest } from './openRequest';
import { MAX_ROWS, PANES, type Area, type Scope } from './view';
import { MAX_TOGGLED } from './pageState';
import type { FactNow } from './protocol';
import { MAX_MATCHES } from '../json/search';

type FindFact = Extract<FactNow, { type: 'found' | 'revealed' }>;

/** Finds texts in both payloads of one open request, or in its string that is shown whole, and uncovers values. */
export class FindTalk {
  private matches: readonly { readonly area: Area; readonly ids: readonly number[] }[] = [];
  private searching = new AbortController();

  constructor(
    private readonly request: OpenRequest,
    private readonly post: (fact: FindFact) => void,
  ) {}

  /** Another search ends the one before. Never rejects. */
  async find(query: string, scope: Scope): Promise<void> {
    this.stop();
    const { signal } = (this.searching = new AbortController());
    const areas: readonly Area[] = scope === 'string' ? ['string'] : PANES;
    const matches: { area: Area; ids: readonly number[] }[] = [];
    try {
      for (const area of query === '' ? [] : areas) {
        const ids = await this.request.searched(area)?.find(query, signal);
        signal.throwIfAborted();
        matches.push({ area, ids: ids ?? [] });
      }
    } catch {
      // Another search took its place: nothing else can go wrong over text that was read before.
      return;
    }
    this.matches = matches;
    const total = matches.reduce((sum, { ids }) => sum + ids.length, 0);
    const isCut = matches.some(({ ids }) => ids.length >= MAX_MATCHES);
    this.post({ type: 'found', query, scope, total, isCut });
  }

  /** Uncovers what was found as that number. */
  goTo(match: number, count: number): void {
    let left = match;
    for (const { area, ids } of this.matches) {
      const id = ids[left];
      if (id !== undefined) {
        this.reveal(area, id, count, { match });
        return;
      }
      left -= ids.length;
    }
  }

  /** Opens all that hides a row and tells of it, with the rows around it. */
  reveal(
    area: Area,
    id: number,
    count: number,
    more: { match?: number; closed?: readonly number[] } = {},
  ): void {
    const rows = this.request.searched(area);
    const revealed = this.request.reveal(area, id);
    if (rows === undefined || revealed === undefined) return;
    const { row, opened } = revealed;
    const window = rows.window(Math.max(0, row - count), Math.min(MAX_ROWS, count * 2 + 1));
    const closed = more.closed?.slice(-MAX_TOGGLED);
    this.post({
      type: 'revealed',
      area,
      row,
      window,
      opened: opened.slice(-MAX_TOGGLED),
      match: more.match,
      closed,
    });
  }

  stop(): void {
    this.searching.abort();
  }
}
