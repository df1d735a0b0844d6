import type { RequestRef } from '../fal/types';
import { makeVisible } from './visibleText';

/** As many characters of an id as tell requests apart in practice. */
export const shortId = (requestId: string): string => requestId.slice(0, 8);

/** Endpoint and short id, for a tab. */
export const titleOf = ({ endpointId, requestId }: RequestRef): string =>
  makeVisible(`${endpointId} ${shortId(requestId)}`);
