import { isKeyRefused, sourcesOf } from './directory';
import { endpointNode, endpointTooltip, type EndpointView } from './endpointNode';
import { moreNode } from './moreNode';
import type { Node, Tooltip } from './node';
import type { EndpointRef, NodeRef, NoteRef } from './nodeRef';
import { noteNode, noteTooltip, type NoteView } from './noteNode';
import { showPlain } from './plainText';
import type { Reader } from './reader';
import type { RefBook } from './refBook';
import { requestNode, requestTooltip } from './requestNode';
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
  const { listing, failure, fetchedAt, unreadable: leftOut } = directory;
  // The welcome says it, with more room and all ways on.
  if (isKeyRefused(directory)) return [];
  const { entries, unreadable } = arrangement;
  const isEmpty = entries.length === 0 && unreadable.length === 0;
  return [
    ...(failure === undefined ? [] : [book.note(fetchedAt === undefined ? 'problem' : 'stale')]),
    ...(leftOut === undefined ? [] : [book.note('leftOut')]),
    ...unreadable.map((text) => book.note('unreadable', undefined, text)),
    ...entries.map(({ endpointId }) => book.endpoint(endpointId)),
    ...(listing === 'absent' ? [book.note('absent')] : []),
    ...(listing === 'known' && isEmpty ? [book.note('empty')] : []),
    ...(listing === 'unknown' && failure === undefined ? [book.note('loading')] : []),
  ];
}

function endpointHead(ref: EndpointRef, store: Known, book: RefBook): readonly NodeRef[] {
  const { stretches = [], fetchedAt, failure, unreadable } = store.listing(ref.endpointId) ?? {};
  const routes = ref.parent === undefined ? (viewOf(ref, store).entry?.routes ?? []) : [];
  return [
    ...(failure === undefined ? [] : [book.note(fetchedAt === undefined ? 'problem' : 'stale', ref)]),
    ...(unreadable === undefined ? [] : [book.note('leftOut', ref)]),
    ...routes.map((route) => book.endpoint(route, ref)),
    ...(fetchedAt === undefined && failure === undefined ? [book.note('loading', ref)] : []),
    ...(fetchedAt !== undefined && stretches.length === 0 ? [book.note('empty', ref)] : []),
  ];
}

export function nodeOf(ref: NodeRef, store: Known, reader: Reader): Node {
  switch (ref.kind) {
    case 'endpoint':
      return endpointNode(ref, viewOf(ref, store));
    case 'request':
      return requestNode(ref, ref.row, reader);
    case 'more': {
      const listing = store.listing(ref.parent.endpointId);
      return listing === undefined ? forgotten(ref) : moreNode(ref, listing, reader);
    }
    case 'note':
      return noteNode(ref, noteView(ref, store), reader);
  }
}

export function tooltipOf(ref: NodeRef, store: Known, reader: Reader): Tooltip | undefined {
  switch (ref.kind) {
    case 'endpoint':
      return endpointTooltip(ref, viewOf(ref, store));
    case 'request':
      return requestTooltip(ref, ref.row, reader);
    case 'more': {
      const failure = store.listing(ref.parent.endpointId)?.paging?.failure;
      return (
        failure &&
        noteTooltip(
          { kind: 'note', id: ref.id, note: 'problem', parent: ref.parent },
          { failure, filter: store.filter },
        )
      );
    }
    case 'note':
      return noteTooltip(ref, noteView(ref, store));
  }
}

function viewOf(ref: EndpointRef, store: Known): EndpointView {
  const { directory, arrangement } = store;
  const known = store.listing(ref.endpointId);
  const top = ref.parent ?? ref;
  return {
    entry: arrangement.byId.get(top.endpointId),
    source: known?.source ?? sourcesOf(directory, ref.endpointId)[0] ?? 'owned',
    listing: known,
    health: store.health(ref.endpointId),
    owner: arrangement.owner,
  };
}

function noteView({ parent }: NoteRef, store: Known): NoteView {
  const told = parent === undefined ? store.directory : store.listing(parent.endpointId);
  const { failure, fetchedAt, unreadable } = told ?? {};
  return { failure, fetchedAt, unreadable, filter: store.filter };
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
