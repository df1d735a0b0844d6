import type { RequestRef } from '../fal/types';
import { isOfSample } from '../key/account';
import { readRef } from './pageState';
import { endOfId } from '../base/shortId';

/** `request` is the whole: what fal tells of it, its input and its output; `payloads` are the last two. */
export const DOCUMENT_PARTS = ['input', 'output', 'request', 'payloads'] as const;
export type DocumentPart = (typeof DOCUMENT_PARTS)[number];

/** Path and query of a document's URI, unencoded. */
export interface DocumentPath {
  readonly path: string;
  readonly query: string;
}

export interface DocumentName {
  readonly ref: RequestRef;
  readonly part: DocumentPart;
  /** With its keys in order, and `null` for what fal did not send: to be compared. */
  readonly isSorted: boolean;
}

const SORTED = '&sorted';
const ACCOUNT = '&account=';
/** Before the part, where tab and breadcrumbs say no more of whose it is. */
const SAMPLE = 'sample-';

/**
 * `/fal-ai/flux/dev/<request id>/input-<short id>.json?owned`: the breadcrumbs tell which request, the tab which part,
 * and the ending makes it JSON.
 */
export const writeDocumentPath = (ref: RequestRef, part: DocumentPart, isSorted = false): DocumentPath => ({
  path: `/${ref.endpointId}/${ref.requestId}/${markOf(ref.account)}${part}-${endOfId(ref.requestId)}.json`,
  query: ref.source + (ref.account === undefined ? '' : ACCOUNT + ref.account) + (isSorted ? SORTED : ''),
});

/** What such a URI names; `undefined` when it is none of ours. */
export function readDocumentPath({ path, query }: DocumentPath): DocumentName | undefined {
  const steps = path.split('/').slice(1);
  const name = steps.pop() ?? '';
  const requestId = steps.pop();
  const isSorted = query.endsWith(SORTED);
  const [source, account] = (isSorted ? query.slice(0, -SORTED.length) : query).split(ACCOUNT, 2);
  const ref = readRef({ requestId, endpointId: steps.join('/'), source, ...(account && { account }) });
  const mark = markOf(account);
  const part = DOCUMENT_PARTS.find((each) => name.startsWith(`${mark}${each}-`) && name.endsWith('.json'));
  return ref === undefined || part === undefined ? undefined : { ref, part, isSorted };
}

const markOf = (account: string | undefined): string => (isOfSample(account) ? SAMPLE : '');
