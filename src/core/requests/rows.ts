import type { RequestSource } from '../fal/types';
import type { EndpointRef, MoreRef, NodeRef } from './nodeRef';
import type { RefBook } from './refBook';
import type { Stretch } from './requestHistory';
import type { RequestStore } from './store';

/** What stands below an endpoint for its requests. */
export class Rows {
  private flat: readonly NodeRef[] | undefined;

  constructor(
    readonly source: RequestSource,
    readonly stretches: readonly Stretch[],
    private readonly parts: readonly (readonly NodeRef[])[],
    /** Those that lead on. */
    readonly more: readonly MoreRef[],
  ) {}

  /** Laid out when VS Code asks for them: they may be very many, and most changes concern a few. */
  get refs(): readonly NodeRef[] {
    // `flat` would be ten times as slow.
    return (this.flat ??= NO_REFS.concat(...this.parts));
  }

  get count(): number {
    return this.stretches.reduce((sum, { rows }) => sum + rows.length, 0);
  }

  /** Whether the nodes are those of `before`, in that order. Where the rows are the same, so is the part. */
  isSame(before: Rows | undefined): boolean {
    return (
      this.parts.length === before?.parts.length &&
      this.parts.every((part, at) => isSameList(part, before.parts[at] ?? []))
    );
  }
}

const NO_STRETCHES: readonly Stretch[] = [];
const NO_REFS: readonly NodeRef[] = [];

/** The requests below an endpoint, and a “Load more” wherever a stretch of them leads on. */
export function rowsOf(
  ref: EndpointRef,
  store: Pick<RequestStore, 'listing'>,
  book: RefBook,
  before?: Rows,
): Rows {
  const { source, stretches } = store.listing(ref.endpointId) ?? { source: 'owned', stretches: NO_STRETCHES };
  if (before?.stretches === stretches && before.source === source) return before;
  const parts: (readonly NodeRef[])[] = [];
  const mores: MoreRef[] = [];
  for (const [at, { rows, more }] of stretches.entries()) {
    for (const chunk of rows.chunks) parts.push(book.requests(ref, source, chunk));
    if (more === undefined) continue;
    const leadsOn = book.more(ref, stretches[at + 1]?.rows.first?.requestId);
    mores.push(leadsOn);
    parts.push([leadsOn]);
  }
  const below = new Rows(source, stretches, parts, mores);
  book.settle(ref, below);
  return below;
}

export const isSameList = (a: readonly NodeRef[], b: readonly NodeRef[]): boolean =>
  a === b || (a.length === b.length && a.every((ref, at) => ref === b[at]));
