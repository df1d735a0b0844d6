import type { RequestSource } from '../fal/types';
import type { EndpointRef, MoreRef, NodeRef, NoteKind, NoteRef, RequestNodeRef } from './nodeRef';

/** Hands out the same object for the same node, however often the tree is built. */
export class RefBook {
  private readonly endpoints = new Map<string, EndpointRef>();
  private readonly requests = new Map<string, RequestNodeRef>();
  private readonly others = new Map<string, MoreRef | NoteRef>();

  endpoint(endpointId: string, parent?: EndpointRef): EndpointRef {
    const id = parent === undefined ? `endpoint ${endpointId}` : `${parent.id} route ${endpointId}`;
    return keep(this.endpoints, id, () => ({ kind: 'endpoint', id, endpointId, parent }));
  }

  request(
    parent: EndpointRef,
    source: RequestSource,
    row: { readonly requestId: string; readonly endpointId: string },
  ): RequestNodeRef {
    const { requestId, endpointId } = row;
    const id = requestNodeId(parent, source, requestId);
    return keep(this.requests, id, () => ({ kind: 'request', id, parent, requestId, endpointId, source }));
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

  findRequest(parent: EndpointRef, source: RequestSource, requestId: string): RequestNodeRef | undefined {
    return this.requests.get(requestNodeId(parent, source, requestId));
  }

  /** A node that was handed out, by what comes back from a menu. */
  find(id: string): NodeRef | undefined {
    return this.endpoints.get(id) ?? this.requests.get(id) ?? this.others.get(id);
  }

  findMore(id: string): MoreRef | undefined {
    const ref = this.others.get(id);
    return ref?.kind === 'more' ? ref : undefined;
  }

  clear(): void {
    this.endpoints.clear();
    this.requests.clear();
    this.others.clear();
  }
}

const requestNodeId = (parent: EndpointRef, source: RequestSource, requestId: string): string =>
  `${parent.id} ${source} ${requestId}`;

function keep<T>(refs: Map<string, T>, id: string, make: () => T): T {
  const kept = refs.get(id);
  if (kept !== undefined) return kept;
  const ref = make();
  refs.set(id, ref);
  return ref;
}
