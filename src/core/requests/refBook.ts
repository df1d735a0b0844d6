import type { FalRequest, RequestSource } from '../fal/types';
import type { EndpointRef, MoreRef, NodeRef, NoteKind, NoteRef, RequestNodeRef } from './nodeRef';

/** Hands out the same object for the same node, however often the tree is built. */
export class RefBook {
  private readonly endpoints = new Map<string, EndpointRef>();
  /** By the id of what they stand below, then by their own. */
  private readonly requests = new Map<string, Map<string, RequestNodeRef>>();
  private readonly others = new Map<string, MoreRef | NoteRef>();

  endpoint(endpointId: string, parent?: EndpointRef): EndpointRef {
    const id = parent === undefined ? `endpoint ${endpointId}` : `${parent.id} route ${endpointId}`;
    return keep(this.endpoints, id, () => ({ kind: 'endpoint', id, endpointId, parent }));
  }

  request(parent: EndpointRef, source: RequestSource, row: FalRequest): RequestNodeRef {
    const below = this.requests.get(parent.id);
    const known = below?.get(row.requestId);
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
    if (below === undefined) this.requests.set(parent.id, new Map([[row.requestId, ref]]));
    else below.set(row.requestId, ref);
    return ref;
  }

  /** The rows that stand below `parent` now; the nodes of others are forgotten once they are many. */
  settle(parent: EndpointRef, rows: readonly NodeRef[]): void {
    const below = this.requests.get(parent.id);
    if (below === undefined || below.size <= 2 * rows.length + MOST_STRAYS) return;
    const kept = rows.flatMap((ref) => (ref.kind === 'request' ? ([[ref.requestId, ref]] as const) : []));
    this.requests.set(parent.id, new Map(kept));
  }

  more(parent: EndpointRef, below?: string): NodeRef {
    const id = `${parent.id} more${below === undefined ? '' : ` above ${below}`}`;
    return keep(this.others, id, () => ({ kind: 'more', id, parent, below }));
  }

  note(note: NoteKind, parent?: EndpointRef, text?: string): NodeRef {
    const id = `${parent?.id ?? 'root'} ${note}${text === undefined ? '' : ` ${text}`}`;
    return keep(this.others, id, () => ({ kind: 'note', id, parent, note, text }));
  }

  /** The nodes that stand for an endpoint: one may be pinned and be another's route too. */
  endpointsOf(endpointId: string): readonly EndpointRef[] {
    return [...this.endpoints.values()].filter((ref) => ref.endpointId === endpointId);
  }

  everyEndpoint(): readonly EndpointRef[] {
    return [...this.endpoints.values()];
  }

  findRequest(parent: EndpointRef, requestId: string): RequestNodeRef | undefined {
    return this.requests.get(parent.id)?.get(requestId);
  }

  /** A node that was handed out, by its id. */
  find(id: string): NodeRef | undefined {
    return this.endpoints.get(id) ?? this.others.get(id) ?? this.findRow(id);
  }

  /** Rows read otherwise on another day. */
  forgetTexts(): void {
    for (const below of this.requests.values()) for (const ref of below.values()) ref.node = undefined;
  }

  /** Other rows are wanted. */
  forgetRequests(): void {
    this.requests.clear();
  }

  findMore(id: string): MoreRef | undefined {
    const ref = this.others.get(id);
    return ref?.kind === 'more' ? ref : undefined;
  }

  private findRow(id: string): RequestNodeRef | undefined {
    const requestId = id.slice(id.lastIndexOf(' ') + 1);
    for (const rows of this.requests.values()) {
      const ref = rows.get(requestId);
      if (ref?.id === id) return ref;
    }
    return undefined;
  }

  clear(): void {
    this.endpoints.clear();
    this.requests.clear();
    this.others.clear();
  }
}

/** How many nodes without a row are not worth a new map. */
const MOST_STRAYS = 500;

function keep<T>(refs: Map<string, T>, id: string, make: () => T): T {
  const kept = refs.get(id);
  if (kept !== undefined) return kept;
  const ref = make();
  refs.set(id, ref);
  return ref;
}
