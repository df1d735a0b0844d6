/** What tells an id from others: ids of version 7 begin with the time, so those of one minute begin alike. */
export const endOfId = (requestId: string): string => requestId.slice(-8);

/** The same for a reader. */
export const shortId = (requestId: string): string => `…${endOfId(requestId)}`;
