import type { RequestRef } from '../fal/types';
import { makeVisible } from './visibleText';

/** The end of an id: ids of version 7 begin with the time, so those of one minute begin alike. */
export const shortId = (requestId: string): string => requestId.slice(-8);

/** Endpoint and short id, for a tab, and whose it is where that must be said. */
export const titleOf = ({ endpointId, requestId }: RequestRef, account?: string): string =>
  makeVisible([`${endpointId} …${shortId(requestId)}`, account].filter(Boolean).join(' · '));
