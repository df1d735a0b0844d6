const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
/** Any id, of a request or not. */
export const ANY_ID = new RegExp(UUID, 'i');
/**
 * A line of log or a URL may hold other ids before it, say a runner's; and fal's gateway gives a request one of its
 * own for each try, by which no request is found.
 */
const NAMED = new RegExp(`(?<!gateway[-_ ]?)request(?:s|[-_ ]?id)?["'=:/\\s]*(${UUID})`, 'i');

/** The request id in what a person pasted: the id, a line of log, a URL of the dashboard or the queue. */
export const extractRequestId = (text: string): string | undefined =>
  (NAMED.exec(text)?.[1] ?? ANY_ID.exec(text)?.[0])?.toLowerCase();

/** The endpoint that a URL of fal’s queue names beside a request: `queue.fal.run/<endpoint>/requests/<id>`. */
export const extractEndpointId = (text: string): string | undefined =>
  /\/\/(?:queue\.)?fal\.run\/([^\s?#]+?)\/requests\//.exec(text)?.[1];
