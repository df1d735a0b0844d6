import * as l10n from '@vscode/l10n';
import { askForJson, brokenBody, contentTypeOf, type Arriving } from './askForJson';
import { readEntry } from './entry';
import { FalError } from './errors';
import { ask, type HttpOptions, type Question } from './http';
import { parse, unexpected, whyUnreadable } from './parseAnswer';
import { logBody, logParams, requestParams, summaryParams, toParams } from './query';
import { ItemReader } from './readItems';
import type {
  App,
  EndpointSummary,
  FalClient,
  FalRequest,
  Listed,
  LogQuery,
  Page,
  RequestPart,
  RequestQuery,
  SentEntry,
  StreamItem,
} from './types';
import {
  AppsWire,
  AppWire,
  DeletedPayloadsWire,
  MadeRequestsWire,
  PageWire,
  QueueWire,
  RequestWire,
  SummariesWire,
  SummaryWire,
} from './wire';

/** Of fifty apps with their routes; more than a few would say that the cursor leads nowhere. */
const MOST_SUMMARY_PAGES = 8;

/** fal's Platform API as functions. Holds neither key nor address: both are asked for with each question. */
export function createFalClient(options: HttpOptions): FalClient {
  const reader = new ItemReader(options.log);
  const textFor = (question: Question, arriving?: Arriving): Promise<string> =>
    askForJson(options, question, arriving);

  const listRequests = async (
    query: RequestQuery,
    signal?: AbortSignal,
    arriving?: Arriving,
  ): Promise<Page<FalRequest>> => {
    const room = query.source === 'owned' ? 'serverless' : 'models';
    const { cutPayloads } = await import('./payloadTexts');
    const { envelope, payloads } = await cutPayloads(
      await textFor(
        {
          method: 'GET',
          path: `/${room}/requests/by-endpoint`,
          query: toParams(requestParams(query)),
          signal,
        },
        arriving,
      ),
      'items',
    );
    const { items, ...page } = parse(PageWire, envelope);
    const listed = reader.read(RequestWire, items, 'items');
    const rows = listed.items.map(({ item, index }) => ({ ...item, ...payloads[index] }));
    return { ...page, ...listed, items: rows };
  };

  return {
    streamLogs: (query, signal) => streamLogs(options, query, signal),

    async logHistory(query, signal) {
      const { limit, cursor } = query;
      const question = logQuestion('/serverless/logs/history', query, { limit, cursor });
      const text = await textFor({ ...question, signal });
      const { items: all, ...page } = parse(PageWire, text);
      const { itemTexts } = await import('./itemTexts');
      // Not everyone wants the JSON, and a thousand entries hold up the thread for a tenth of a second.
      let texts: readonly string[] | undefined;
      const items = all.flatMap((item, index): SentEntry[] => {
        const entry = readEntry(item);
        if (entry === undefined) return [];
        return [
          {
            kind: 'entry',
            entry,
            get json() {
              return (texts ??= itemTexts(text))[index] ?? '';
            },
          },
        ];
      });
      // One that cannot be read must not hide the others.
      return { ...page, items, ...(items.length < all.length ? { unreadable: whyUnreadable(all) } : {}) };
    },

    async listApps(query = {}, signal) {
      const { environment, search } = query;
      try {
        return await listApps(toParams({ environment, search, expand: 'endpoints' }), signal);
      } catch (error) {
        if (isWithoutListing(error)) return undefined;
        throw error;
      }
    },

    listRequests: (query, signal) => listRequests(query, signal),

    async getRequest({ requestId, endpointId, source }, signal, arriving) {
      const query = { source, requestId, endpointId: [endpointId], limit: 1 } as const;
      const page = await listRequests(
        { ...query, expand: source === 'owned' ? ['payloads', 'billing'] : ['payloads'] },
        signal,
        // Whatever fails there, the whole comes all the same.
        arriving && ((beginning) => void tellPart(beginning, requestId, arriving).catch(() => undefined)),
      );
      const found = page.items.find((item) => item.requestId === requestId);
      if (found === undefined) return undefined;
      const { input, output, ...request } = found;
      return { request, input, output };
    },

    async listMadeRequests({ limit }, signal) {
      const query = toParams({ limit });
      const text = await textFor({ method: 'GET', path: '/models/requests/search', query, signal });
      const { cutPayloads } = await import('./payloadTexts');
      const { results } = parse(MadeRequestsWire, (await cutPayloads(text, 'results')).envelope);
      return reader.readAll(RequestWire, results, 'results').items;
    },

    async summarise(query, signal) {
      const summaries: EndpointSummary[] = [];
      let cursor: string | undefined;
      for (let pages = 0; pages < MOST_SUMMARY_PAGES; pages++) {
        const params = toParams({ ...summaryParams(query), cursor });
        const text = await textFor({ method: 'GET', path: '/serverless/analytics', query: params, signal });
        const { items, nextCursor } = parse(SummariesWire, text);
        summaries.push(...reader.readAll(SummaryWire, items, 'summary').items);
        if (nextCursor === undefined) break;
        cursor = nextCursor;
      }
      return summaries;
    },

    async countQueued(appId, signal) {
      const path = `/serverless/apps/${appId.split('/').map(encodeURIComponent).join('/')}/queue`;
      return parse(QueueWire, await textFor({ method: 'GET', path, query: toParams({}), signal })).queue_size;
    },

    async deletePayloads(requestId, signal) {
      const path = `/models/requests/${encodeURIComponent(requestId)}/payloads`;
      try {
        const text = await textFor({ method: 'DELETE', path, query: toParams({}), signal });
        return parse(DeletedPayloadsWire, text).cdn_delete_results;
      } catch (error) {
        throw isForbidden(error) ? new FalError({ ...error.problem, needs: 'admin' }, error) : error;
      }
    },
  };

  async function listApps(query: URLSearchParams, signal?: AbortSignal): Promise<Listed<App>> {
    const { apps } = parse(
      AppsWire,
      await textFor({ method: 'GET', path: '/serverless/apps', query, signal }),
    );
    return reader.readAll(AppWire, apps, 'apps');
  }
}

const logQuestion = (
  path: string,
  query: LogQuery,
  more: Parameters<typeof toParams>[0] = {},
): Omit<Question, 'signal'> => {
  const body = logBody(query);
  return {
    method: 'POST',
    path,
    query: toParams({ ...logParams(query), ...more }),
    ...(body === undefined ? {} : { body, headers: { 'Content-Type': 'application/json' } }),
  };
};

async function* streamLogs(
  options: HttpOptions,
  query: LogQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly StreamItem[], void, void> {
  const { readLogStream } = await import('./logStream');
  const question = logQuestion('/serverless/logs/stream', query);
  const answer = await ask(options, {
    ...question,
    // Compression would hold back lines until its buffer is full.
    headers: { ...question.headers, Accept: 'text/event-stream', 'Accept-Encoding': 'identity' },
    signal,
  });
  const { body, hideKey } = answer;
  const type = contentTypeOf(answer);
  if (!/^text\/event-stream\b/i.test(type) || body === null) {
    // Read and dropped, so that the connection is free again.
    await body?.cancel();
    throw unexpected('content-type', l10n.t('“{0}” in place of text/event-stream', type));
  }
  const at = Date.parse(answer.headers.get('date') ?? '');
  yield [{ kind: 'open', ...(Number.isNaN(at) ? {} : { at }) }];
  try {
    yield* readLogStream(body, { signal, hideKey });
  } catch (error) {
    throw brokenBody(error, answer, signal);
  }
}

/** Tells nothing where nothing can be shown yet: what is wrong with an answer is said of the whole. */
async function tellPart(
  beginning: string,
  requestId: string,
  arriving: (part: RequestPart) => void,
): Promise<void> {
  const { readPart } = await import('./requestPart');
  const part = await readPart(beginning);
  if (part?.request.requestId === requestId) arriving(part);
}

/**
 * The listing came in July 2026, and older deployments lack it. What stands before fal says 404 too, and knows nothing
 * of it.
 */
const isWithoutListing = (error: unknown): boolean =>
  error instanceof FalError &&
  error.problem.kind === 'refused' &&
  error.problem.isFals === true &&
  (error.problem.status === 404 || error.problem.status === 501);

type Refused = FalError & { readonly problem: { readonly kind: 'refused' } };

const isForbidden = (error: unknown): error is Refused =>
  error instanceof FalError && error.problem.kind === 'refused' && error.problem.status === 403;
