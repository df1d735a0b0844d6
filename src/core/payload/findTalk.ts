import type { OpenRequest } from './openRequest';
import { MAX_ROWS, PANES, type Pane } from './view';
import type { FactNow } from './protocol';
import { findInJson, MAX_MATCHES } from '../json/search';

type FindFact = Extract<FactNow, { type: 'found' | 'revealed' }>;

/** Finds texts in both payloads of one open request, and uncovers values in them. */
export class FindTalk {
  private matches: readonly { readonly pane: Pane; readonly starts: readonly number[] }[] = [];
  private searching = new AbortController();

  constructor(
    private readonly request: OpenRequest,
    private readonly post: (fact: FindFact) => void,
  ) {}

  /** Another search ends the one before. Never rejects. */
  async find(query: string): Promise<void> {
    this.stop();
    const { signal } = (this.searching = new AbortController());
    const matches: { pane: Pane; starts: readonly number[] }[] = [];
    try {
      for (const pane of query === '' ? [] : PANES) {
        const index = this.request.pane(pane)?.index;
        if (index === undefined) continue;
        matches.push({ pane, starts: await findInJson(index, query, signal) });
        signal.throwIfAborted();
      }
    } catch {
      // Another search took its place: nothing else can go wrong over text that was read before.
      return;
    }
    this.matches = matches;
    const total = matches.reduce((sum, { starts }) => sum + starts.length, 0);
    const isCut = matches.some(({ starts }) => starts.length >= MAX_MATCHES);
    this.post({ type: 'found', query, total, isCut });
  }

  /** Uncovers what was found as that number. */
  goTo(match: number, count: number): void {
    let left = match;
    for (const { pane, starts } of this.matches) {
      const at = starts[left];
      if (at !== undefined) {
        this.reveal(pane, at, count, match);
        return;
      }
      left -= starts.length;
    }
  }

  /** Opens all that hides a value and tells its row, with the rows around it. */
  reveal(pane: Pane, at: number, count: number, match?: number): void {
    const rows = this.request.pane(pane);
    const revealed = rows?.reveal(at);
    if (rows === undefined || revealed === undefined) return;
    const { row, opened } = revealed;
    const window = rows.window(Math.max(0, row - count), Math.min(MAX_ROWS, count * 2 + 1));
    this.post({ type: 'revealed', pane, row, window, opened: opened.slice(-500), match });
  }

  stop(): void {
    this.searching.abort();
  }
}
