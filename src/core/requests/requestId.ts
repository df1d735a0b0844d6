const UUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const ANY = new RegExp(UUID, 'i');
/** A line of log or a URL may hold other ids before it, say a runner's. */
const NAMED = new RegExp(`request(?:s|[-_ ]?id)?["'=:/\\s]*(${UUID})`, 'i');

/** The request id in what a person pasted: the id, a line of log, a URL of the dashboard or the queue. */
export const extractRequestId = (text: string): string | undefined =>
  (NAMED.exec(text)?.[1] ?? ANY.exec(text)?.[0])?.toLowerCase();

/** The endpoint that a URL of fal’s queue names beside a request: `queue.fal.run/<endpoint>/requests/<id>`. */
export const extractEndpointId = (text: string): string | undefined =>
  /\/\/(?:queue\.)?fal\.run\/([^\s?#]+?)\/requests\//.exec(text)?.[1];
