import { readEndpointId } from '../requests/endpointId';
import { ANY_ID, extractRequestId } from '../requests/requestId';
import type { LogFilter } from './filter';

const NAMED_RUNNER = new RegExp(`(?:runner|job)(?:s|[-_ ]?id)?["'=:/\\s]*(${ANY_ID.source})`, 'i');
const DASHBOARD = /^https?:\/\/(?:www\.)?fal\.ai\/dashboard\//;

/** The app in what a person typed or pasted: `owner/name`, or the address of one of its pages. */
export function readAppId(text: string): string | undefined {
  const address = text.trim();
  const [, page] = address.split(DASHBOARD);
  const endpoint = page === undefined ? address : (/^apps\/(.+)/.exec(page)?.[1] ?? '');
  return readEndpointId(endpoint)?.split('/').slice(0, 2).join('/');
}

/** The runner's id in what a person pasted: the id, or a line of log. */
export const extractRunnerId = (text: string): string | undefined =>
  (NAMED_RUNNER.exec(text)?.[1] ?? ANY_ID.exec(text)?.[0])?.toLowerCase();

/** What a person wants to tail who typed or pasted this: a request, a runner or an app. */
export function readPasted(text: string): LogFilter | undefined {
  const requestId = extractRequestId(text);
  if (requestId === undefined) {
    const appId = readAppId(text);
    return appId === undefined ? undefined : { appId };
  }
  // Without the word before it, an id is taken for a request's.
  return NAMED_RUNNER.test(text) && extractRunnerId(text) === requestId
    ? { jobId: requestId }
    : { requestId };
}
