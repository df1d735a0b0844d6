import { sourcesOf } from './directory';
import { endpointNode, endpointTooltip, type EndpointView } from './endpointNode';
import { moreNode } from './moreNode';
import type { Node, Tooltip } from './node';
import type { EndpointRef, NodeRef, NoteRef } from './nodeRef';
import { noteNode, noteTooltip, type NoteView } from './noteNode';
import { showPlain } from './plainText';
import type { RefBook } from './refBook';
import { requestNode, requestTooltip } from './requestNode';
import type { RequestStore } from './store';

type Known = Pick<RequestStore, 'directory' | 'arrangement' | 'listing' | 'find'>;

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

/** The requests below an endpoint, and a “Load more” wherever a stretch of them leads on. */
export function rowsOf(ref: EndpointRef, store: Known, book: RefBook): readonly NodeRef[] {
  const { source, stretches } = store.listing(ref.endpointId) ?? { source: 'owned', stretches: [] };
  return stretches.flatMap(({ rows, more }, index) => [
    ...rows.map((row) => book.request(ref, source, row)),
    ...(more === undefined ? [] : [book.more(ref, stretches[index + 1]?.rows[0]?.requestId)]),
  ]);
}

export function nodeOf(ref: NodeRef, store: Known, now: number): Node {
  switch (ref.kind) {
    case 'endpoint':
      return endpointNode(ref, viewOf(ref, store));
    case 'request': {
      const request = store.find(ref.parent.endpointId, ref.requestId);
      return request === undefined ? forgotten(ref) : requestNode(ref, request, now);
    }
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
    case 'request': {
      const request = store.find(ref.parent.endpointId, ref.requestId);
      return request && requestTooltip(ref, request);
    }
    case 'more': {
      const failure = store.listing(ref.parent.endpointId)?.paging?.failure;
      return (
        failure &&
        noteTooltip({ kind: 'note', id: ref.id, note: 'problem', parent: ref.parent }, { failure, now })
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
  };
}

function noteView({ parent }: NoteRef, store: Known, now: number): NoteView {
  const told = parent === undefined ? store.directory : store.listing(parent.endpointId);
  const { failure, fetchedAt } = told ?? {};
  return { failure, fetchedAt, now };
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
