import { readEndpointId } from '../requests/endpointId';
import { ANY_ID, extractRequestId } from '../requests/requestId';
import type { LogFilter } from './filter';
import { findLinks } from './links';

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
  idOf('runner', text) ?? ANY_ID.exec(text)?.[0].toLowerCase();

/** What a person wants to tail who typed or pasted this: a request, a runner or an app. */
export function readPasted(text: string): LogFilter | undefined {
  const jobId = idOf('request', text) === undefined ? idOf('runner', text) : undefined;
  if (jobId !== undefined) return { jobId };
  const requestId = extractRequestId(text);
  if (requestId !== undefined) return { requestId };
  const appId = readAppId(text);
  return appId === undefined ? undefined : { appId };
}

function idOf(kind: 'request' | 'runner', text: string): string | undefined {
  for (const link of findLinks(text)) if (link.kind === kind) return link.id;
  return undefined;
}
