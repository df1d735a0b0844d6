import type { NodeRef } from './nodeRef';

const DASHBOARD = 'https://fal.ai/dashboard';

/** Where fal's own pages show a node; `undefined` for those that are nothing to fal. */
export function dashboardUrl(ref: NodeRef, isMade: boolean): string | undefined {
  if (ref.kind === 'request') return requestUrl(ref.requestId);
  if (ref.kind !== 'endpoint') return undefined;
  const steps = ref.endpointId.split('/').map(encodeURIComponent);
  return isMade
    ? `https://fal.ai/models/${steps.join('/')}`
    : `${DASHBOARD}/apps/${steps.slice(0, 2).join('/')}`;
}

/** fal documents no address of a single request; as a parameter, an unknown form still opens the list. */
export const requestUrl = (requestId: string): string =>
  `${DASHBOARD}/requests?requestId=${encodeURIComponent(requestId)}`;
