import type { Node } from './node';
import type { FalRequest, RequestSource } from '../fal/types';

/**
 * What a node of the tree is, apart from how it reads: the same object for the same id as long as the tree lives, so
 * that VS Code keeps what is expanded and selected. Menus hand it to commands, hence the ids by their own names.
 */
export type NodeRef = EndpointRef | RequestNodeRef | MoreRef | NoteRef;

export interface EndpointRef {
  readonly kind: 'endpoint';
  readonly id: string;
  readonly endpointId: string;
  /** Of a route: its app. */
  readonly parent?: EndpointRef;
}

export interface RequestNodeRef {
  readonly kind: 'request';
  readonly id: string;
  readonly parent: EndpointRef;
  readonly requestId: string;
  /** Where it ran: the route, though it may stand below its app. */
  readonly endpointId: string;
  readonly source: RequestSource;
  /** As last told. This and `node` alone change: rows are many, and looking each up at every drawing is dear. */
  row: FalRequest;
  /** How that row reads, once it was drawn. */
  node?: Node;
}

/** “Load more”. */
export interface MoreRef {
  readonly kind: 'more';
  readonly id: string;
  readonly parent: EndpointRef;
  /** The first request below the gap that it fills; without one it stands at the end. */
  readonly below?: string;
}

/** What stands in place of rows, or says something of them. */
export interface NoteRef {
  readonly kind: 'note';
  readonly id: string;
  readonly parent?: EndpointRef;
  readonly note: NoteKind;
  /** Of `unreadable`: what stands in the setting. */
  readonly text?: string;
}

export type NoteKind = 'loading' | 'empty' | 'problem' | 'stale' | 'absent' | 'unreadable' | 'leftOut';
