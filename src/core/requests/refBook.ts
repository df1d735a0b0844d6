import type { FalRequest, RequestSource } from '../fal/types';
import type { EndpointRef, MoreRef, NodeRef, NoteKind, NoteRef, RequestNodeRef } from './nodeRef';
import type { Rows } from './rows';

/** The requests below an endpoint. */
interface Below {
  readonly byId: Map<string, RequestNodeRef>;
  /** By the rows that they stand for: those never change, so that most of them need not be looked up one by one. */
  readonly byChunk: WeakMap<readonly FalRequest[], readonly RequestNodeRef[]>;
}

/** Hands out the same object for the same node, however often the tree is built. */
export class RefBook {
  private readonly endpoints = new Map<string, EndpointRef>();
  private readonly endpointsById = new Map<string, readonly EndpointRef[]>();
  private readonly notes = new Map<string, NoteRef>();
  /** By the id of what they stand below. */
  private readonly below = new Map<string, Below>();
  private readonly mores = new Map<string, readonly MoreRef[]>();

  endpoint(endpointId: string, parent?: EndpointRef): EndpointRef {
    const id = parent === undefined ? `endpoint ${endpointId}` : `${parent.id} route ${endpointId}`;
    const known = this.endpoints.get(id);
    if (known !== undefined) return known;
    const ref: EndpointRef = { kind: 'endpoint', id, endpointId, parent };
    this.endpoints.set(id, ref);
    this.endpointsById.set(endpointId, [...this.endpointsOf(endpointId), ref]);
    return ref;
  }

  requests(
    parent: EndpointRef,
    source: RequestSource,
    chunk: readonly FalRequest[],
  ): readonly RequestNodeRef[] {
    const below = this.belowOf(parent);
    const known = below.byChunk.get(chunk);
    if (known !== undefined) return known;
    const refs = chunk.map((row) => requestOf(below, parent, source, row));
    below.byChunk.set(chunk, refs);
    return refs;
  }

  /** What stands below `parent` now; the nodes of other rows are forgotten once they are many. */
  settle(parent: EndpointRef, rows: Rows): void {
    this.mores.set(parent.id, rows.more);
    const { byId } = this.belowOf(parent);
    if (byId.size <= 2 * rows.count + MOST_STRAYS) return;
    byId.clear();
    for (const ref of rows.refs) if (ref.kind === 'request') byId.set(ref.requestId, ref);
  }

  more(parent: EndpointRef, below?: string): MoreRef {
    const id = `${parent.id} more${below === undefined ? '' : ` above ${below}`}`;
    const known = this.mores.get(parent.id)?.find((ref) => ref.id === id);
    return known ?? { kind: 'more', id, parent, below };
  }

  note(note: NoteKind, parent?: EndpointRef, text?: string): NoteRef {
    const id = `${parent?.id ?? 'root'} ${note}${text === undefined ? '' : ` ${text}`}`;
    const known = this.notes.get(id);
    if (known !== undefined) return known;
    const ref: NoteRef = { kind: 'note', id, parent, note, text };
    this.notes.set(id, ref);
    return ref;
  }

  /** The nodes that stand for an endpoint: one may be pinned and be another's route too. */
  endpointsOf(endpointId: string): readonly EndpointRef[] {
    return this.endpointsById.get(endpointId) ?? [];
  }

  everyEndpoint(): readonly EndpointRef[] {
    return [...this.endpoints.values()];
  }

  findRequest(parent: EndpointRef, requestId: string): RequestNodeRef | undefined {
    return this.below.get(parent.id)?.byId.get(requestId);
  }

  /** A node that was handed out, by its id. */
  find(id: string): NodeRef | undefined {
    return this.endpoints.get(id) ?? this.notes.get(id) ?? this.findMore(id) ?? this.findRow(id);
  }

  findMore(id: string): MoreRef | undefined {
    for (const refs of this.mores.values()) {
      const found = refs.find((ref) => ref.id === id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Rows read otherwise on another day. */
  forgetTexts(): void {
    for (const { byId } of this.below.values()) for (const ref of byId.values()) ref.node = undefined;
  }

  /** Other rows are wanted. */
  forgetRequests(): void {
    this.below.clear();
    this.mores.clear();
  }

  clear(): void {
    this.endpoints.clear();
    this.endpointsById.clear();
    this.notes.clear();
    this.forgetRequests();
  }

  private belowOf({ id }: EndpointRef): Below {
    const known = this.below.get(id);
    if (known !== undefined) return known;
    const below: Below = { byId: new Map(), byChunk: new WeakMap() };
    this.below.set(id, below);
    return below;
  }

  private findRow(id: string): RequestNodeRef | undefined {
    const requestId = id.slice(id.lastIndexOf(' ') + 1);
    for (const { byId } of this.below.values()) {
      const ref = byId.get(requestId);
      if (ref?.id === id) return ref;
    }
    return undefined;
  }
}

/** How many nodes without a row are not worth a new map. */
const MOST_STRAYS = 500;

function requestOf(
  { byId }: Below,
  parent: EndpointRef,
  source: RequestSource,
  row: FalRequest,
): RequestNodeRef {
  const known = byId.get(row.requestId);
  if (known?.source === source) {
    if (known.row !== row) known.node = undefined;
    known.row = row;
    return known;
  }
  const ref: RequestNodeRef = {
    kind: 'request',
    id: `${parent.id} ${source} ${row.requestId}`,
    parent,
    requestId: row.requestId,
    endpointId: row.endpointId,
    source,
    row,
  };
  byId.set(row.requestId, ref);
  return ref;
}
