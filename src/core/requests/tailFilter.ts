import type { FalRequest } from '../fal/types';
import type { NodeRef } from './nodeRef';

/** Fits the argument of `fal.tailLogs`. */
export interface TailFilter {
  readonly appId: string;
  readonly requestId?: string;
  /** A runner. */
  readonly jobId?: string;
  /** ISO 8601. */
  readonly since?: string;
}

/** fal stamps a request and its first lines of log on different machines. */
const TAIL_LEAD_MS = 5000;

/** What to tail for a node; `undefined` for all that is no node with logs. */
export function tailFilterOf(ref: NodeRef | undefined): TailFilter | undefined {
  if (ref?.kind === 'endpoint') return { appId: appOf(ref) };
  if (ref?.kind !== 'request') return undefined;
  return { appId: appOf(ref), requestId: ref.requestId, since: sinceOf(ref.row) };
}

/** What to tail for the runner of a request; `undefined` where none is known. */
export function runnerFilterOf(ref: NodeRef | undefined): TailFilter | undefined {
  if (ref?.kind !== 'request' || ref.row.runnerId === undefined) return undefined;
  return { appId: appOf(ref), jobId: ref.row.runnerId, since: sinceOf(ref.row) };
}

const appOf = ({ endpointId }: { readonly endpointId: string }): string =>
  endpointId.split('/').slice(0, 2).join('/');

const sinceOf = ({ sentAt }: FalRequest): string => new Date(sentAt - TAIL_LEAD_MS).toISOString();
