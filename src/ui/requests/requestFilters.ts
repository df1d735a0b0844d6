import type * as vscode from 'vscode';
import { isFiltering, readRequestFilter, type RequestFilter } from '../../core/requests/requestFilter';
import type { RequestStore } from '../../core/requests/store';

const MEMORY = 'requestFilter';

/** The filter that is on, remembered per workspace. */
export class RequestFilters {
  constructor(
    private readonly store: Pick<RequestStore, 'filter' | 'setFilter'>,
    private readonly memory: () => vscode.Memento,
  ) {
    this.recall();
  }

  /** Takes up what is remembered. */
  recall(): void {
    this.store.setFilter(readKept(this.memory().get(MEMORY)) ?? {});
  }

  /** @throws {ArgumentError} naming the wrong field; then the filter stays as it is. */
  set(argument: unknown): void {
    const filter = readRequestFilter(argument);
    this.store.setFilter(filter);
    void this.memory().update(MEMORY, isFiltering(filter) ? filter : undefined);
  }

  async ask(): Promise<void> {
    const { askRequestFilter } = await import('./askRequestFilter');
    await askRequestFilter(
      () => this.store.filter,
      (filter: RequestFilter) => this.set(filter),
    );
  }
}

/** An earlier release may have kept another form. */
function readKept(kept: unknown): RequestFilter | undefined {
  try {
    return kept === undefined ? undefined : readRequestFilter(kept);
  } catch {
    return undefined; // No filter is better than none of the view.
  }
}
