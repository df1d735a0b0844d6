/** The end of an id: ids of version 7 begin with the time, so those of one minute begin alike. */
export const shortId = (requestId: string): string => requestId.slice(-8);
