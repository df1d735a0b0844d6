import type { FalRequest, RequestSource } from '../fal/types';
import { sourcesOf } from './directory';
import { endpointNode, endpointTooltip, type EndpointView } from './endpointNode';
import { moreNode } from './moreNode';
import type { Node, Tooltip } from './node';
import type { EndpointRef, NodeRef, NoteRef } from './nodeRef';
import { noteNode, noteTooltip, type NoteView } from './noteNode';
import { showPlain } from './plainText';
import type { RefBook } from './refBook';
import { requestNode, requestTooltip } from './requestNode';
import type { Stretch } from './requestHistory';
import type { RequestStore } from './store';

type Known = Pick<RequestStore, 'directory' | 'arrangement' | 'listing' | 'filter' | 'health'>;

/**
 * The tree: endpoints, and below each its routes, then its requests. The routes stand first, as folders do, so that
 * “Load more” never pushes them away; the rows beside them are those of all routes, for one question brings them.
 */
export function headOf(ref: EndpointRef | undefined, store: Known, book: RefBook): readonly NodeRef[] {
  return ref === undefined ? rootOf(store, book) : endpointHead(ref, store, book);
}

function rootOf({ directory, arrangement }: Known, book: RefBook): readonly NodeRef[] {
  const { listing, failure, fetchedAt } = directory;
  const { entries, unreadable } = arrangement;
  const isEmpty = entries.length === 0 && unreadable.length === 0;
  return [
    ...(failure === undefined ? [] : [book.note(fetchedAt === undefined ? 'problem' : 'stale')]),
    ...unreadable.map((text) => book.note('unreadable', undefined, text)),
    ...entries.map(({ endpointId }) => book.endpoint(endpointId)),
    ...(listing === 'absent' ? [book.note('absent')] : []),
    ...(listing === 'known' && isEmpty ? [book.note('empty')] : []),
    ...(listing === 'unknown' && failure === undefined ? [book.note('loading')] : []),
  ];
}

function endpointHead(ref: EndpointRef, store: Known, book: RefBook): readonly NodeRef[] {
  const { stretches = [], fetchedAt, failure } = store.listing(ref.endpointId) ?? {};
  const routes = ref.parent === undefined ? (viewOf(ref, store).entry?.routes ?? []) : [];
  return [
    ...(failure === undefined ? [] : [book.note(fetchedAt === undefined ? 'problem' : 'stale', ref)]),
    ...routes.map((route) => book.endpoint(route, ref)),
    ...(fetchedAt === undefined && failure === undefined ? [book.note('loading', ref)] : []),
    ...(fetchedAt !== undefined && stretches.length === 0 ? [book.note('empty', ref)] : []),
  ];
}

/** What stands below an endpoint for its requests. */
export interface Rows {
  readonly refs: readonly NodeRef[];
  readonly stretches: readonly Stretch[];
  readonly source: RequestSource;
}

/**
 * The requests below an endpoint, and a “Load more” wherever a stretch of them leads on. Where the lists end alike,
 * the nodes of `before` are taken as they are: what arrives stands on top, and what is loaded may be very much.
 */
export function rowsOf(ref: EndpointRef, store: Known, book: RefBook, before?: Rows): Rows {
  const { source, stretches } = store.listing(ref.endpointId) ?? { source: 'owned', stretches: NONE };
  if (before?.stretches === stretches && before.source === source) return before;
  const refs: NodeRef[] = [];
  for (const [index, { rows, more }] of stretches.entries()) {
    const kept = before?.source === source && stretches.length === 1 ? alikeAtEnd(rows, before) : 0;
    for (let at = 0; at < rows.length - kept; at++) {
      const row = rows[at];
      if (row !== undefined) refs.push(book.request(ref, source, row));
    }
    if (before !== undefined && kept > 0) {
      const end = before.stretches[0]?.rows.length ?? 0;
      for (let at = end - kept; at < end; at++) {
        const known = before.refs[at];
        if (known !== undefined) refs.push(known);
      }
    }
    if (more !== undefined) refs.push(book.more(ref, stretches[index + 1]?.rows[0]?.requestId));
  }
  book.settle(ref, refs);
  return { refs, stretches, source };
}

const NONE: readonly Stretch[] = [];

/** How many of the last rows are those of before; only where these stood in one stretch, too. */
function alikeAtEnd(rows: readonly FalRequest[], { stretches }: Rows): number {
  const [only, ...others] = stretches;
  if (only === undefined || others.length > 0) return 0;
  const most = Math.min(rows.length, only.rows.length);
  let count = 0;
  while (count < most && rows[rows.length - 1 - count] === only.rows[only.rows.length - 1 - count]) count++;
  return count;
}

export function nodeOf(ref: NodeRef, store: Known, now: number): Node {
  switch (ref.kind) {
    case 'endpoint':
      return endpointNode(ref, viewOf(ref, store));
    case 'request':
      return requestNode(ref, ref.row, now);
    case 'more': {
      const listing = store.listing(ref.parent.endpointId);
      return listing === undefined ? forgotten(ref) : moreNode(ref, listing, now);
    }
    case 'note':
      return noteNode(ref, noteView(ref, store, now));
  }
}

export function tooltipOf(ref: NodeRef, store: Known, now: number): Tooltip | undefined {
  switch (ref.kind) {
    case 'endpoint':
      return endpointTooltip(ref, viewOf(ref, store));
    case 'request':
      return requestTooltip(ref, ref.row);
    case 'more': {
      const failure = store.listing(ref.parent.endpointId)?.paging?.failure;
      return (
        failure &&
        noteTooltip(
          { kind: 'note', id: ref.id, note: 'problem', parent: ref.parent },
          { failure, now, filter: store.filter },
        )
      );
    }
    case 'note':
      return noteTooltip(ref, noteView(ref, store, now));
  }
}

function viewOf(ref: EndpointRef, store: Known): EndpointView {
  const { directory, arrangement } = store;
  const known = store.listing(ref.endpointId);
  const top = ref.parent ?? ref;
  return {
    entry: arrangement.entries.find(({ endpointId }) => endpointId === top.endpointId),
    source: known?.source ?? sourcesOf(directory, ref.endpointId)[0] ?? 'owned',
    listing: known,
    health: store.health(ref.endpointId),
  };
}

function noteView({ parent }: NoteRef, store: Known, now: number): NoteView {
  const told = parent === undefined ? store.directory : store.listing(parent.endpointId);
  const { failure, fetchedAt } = told ?? {};
  return { failure, fetchedAt, now, filter: store.filter };
}

/** VS Code may still ask for a node whose data was dropped a moment ago. */
const forgotten = ({ id }: NodeRef): Node => ({
  id,
  label: showPlain(id),
  icon: { name: 'question' },
  context: 'forgotten',
  isCollapsible: false,
  spoken: showPlain(id),
});
