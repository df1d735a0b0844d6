import type { NodeRef, RequestNodeRef } from './nodeRef';

/**
 * The failed request that comes next after `from` among `shown`, and the first one after the last; `undefined` where
 * none failed. One that stands below a route and below its app is passed once.
 */
export function nextFailed(
  shown: readonly NodeRef[],
  from: NodeRef | undefined,
  hasFailed: (ref: RequestNodeRef) => boolean,
): RequestNodeRef | undefined {
  const passed = new Set<string>(from?.kind === 'request' ? [from.requestId] : []);
  let isAfter = from === undefined;
  let first: RequestNodeRef | undefined;
  for (const ref of shown) {
    if (ref.kind === 'request' && hasFailed(ref) && !passed.has(ref.requestId)) {
      if (isAfter) return ref;
      first ??= ref;
      passed.add(ref.requestId);
    }
    isAfter ||= ref === from;
  }
  return first ?? (from?.kind === 'request' && hasFailed(from) ? from : undefined);
}
