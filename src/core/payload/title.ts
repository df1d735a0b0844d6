import { shortId } from '../base/shortId';
import type { RequestRef } from '../fal/types';
import { makeVisible } from './visibleText';

/** Endpoint and short id, for a tab, and whose it is where that must be said. */
export const titleOf = ({ endpointId, requestId }: RequestRef, account?: string): string =>
  makeVisible([`${endpointId} ${shortId(requestId)}`, account].filter(Boolean).join(' · '));
