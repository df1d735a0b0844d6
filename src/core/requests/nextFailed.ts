import type { NodeRef, RequestNodeRef } from './nodeRef';

/**
 * The failed request that comes next after `from` among `shown`, and the first one after the last; `undefined` where
 * none failed.
 */
export function nextFailed(
  shown: readonly NodeRef[],
  from: NodeRef | undefined,
  hasFailed: (ref: RequestNodeRef) => boolean,
): RequestNodeRef | undefined {
  const at = from === undefined ? -1 : shown.indexOf(from);
  const isFailure = (ref: NodeRef): ref is RequestNodeRef => ref.kind === 'request' && hasFailed(ref);
  return shown.slice(at + 1).find(isFailure) ?? shown.slice(0, at + 1).find(isFailure);
}
