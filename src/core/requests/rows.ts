import type { FalRequest, RequestSource } from '../fal/types';
import type { EndpointRef, NodeRef } from './nodeRef';
import type { RefBook } from './refBook';
import type { Stretch } from './requestHistory';
import type { RequestStore } from './store';

/** What stands below an endpoint for its requests. */
export interface Rows {
  readonly refs: readonly NodeRef[];
  readonly stretches: readonly Stretch[];
  readonly source: RequestSource;
  readonly parts: readonly Part[];
}

/** One stretch and its nodes. */
interface Part {
  readonly rows: readonly FalRequest[];
  readonly refs: readonly NodeRef[];
}

const NONE: readonly Stretch[] = [];

/** The requests below an endpoint, and a “Load more” wherever a stretch of them leads on. */
export function rowsOf(
  ref: EndpointRef,
  store: Pick<RequestStore, 'listing'>,
  book: RefBook,
  before?: Rows,
): Rows {
  const { source, stretches } = store.listing(ref.endpointId) ?? { source: 'owned', stretches: NONE };
  if (before?.stretches === stretches && before.source === source) return before;
  const known = before?.source === source ? before.parts : [];
  const parts = stretches.map(({ rows }) => partOf(rows, known, (row) => book.request(ref, source, row)));
  // `flatMap` would be ten times as slow as this.
  const none: readonly NodeRef[] = [];
  const refs = none.concat(
    ...parts.flatMap((part, index) => {
      const { more } = stretches[index] ?? {};
      return more === undefined
        ? [part.refs]
        : [part.refs, book.more(ref, stretches[index + 1]?.rows[0]?.requestId)];
    }),
  );
  book.settle(ref, refs);
  return { refs, stretches, source, parts };
}

/** What is loaded may be very much, and what arrives stands above or below it: the nodes between are taken over. */
function partOf(
  rows: readonly FalRequest[],
  known: readonly Part[],
  make: (row: FalRequest) => NodeRef,
): Part {
  const before = known.find((part) => part.rows[0] === rows[0] || part.rows.at(-1) === rows.at(-1));
  if (before === undefined) return { rows, refs: rows.map(make) };
  if (before.rows === rows) return before;
  const most = Math.min(rows.length, before.rows.length);
  let top = 0;
  while (top < most && rows[top] === before.rows[top]) top++;
  let end = 0;
  while (end < most - top && rows[rows.length - 1 - end] === before.rows[before.rows.length - 1 - end]) end++;
  const others = rows.slice(top, rows.length - end).map(make);
  return { rows, refs: before.refs.toSpliced(top, before.refs.length - top - end, ...others) };
}
