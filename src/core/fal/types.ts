/**
 * fal's things as the rest of the extension sees them: camelCase, times in epoch milliseconds, absent things
 * `undefined`. Shapes follow fal's OpenAPI document of 2026-08-21; `wire.ts` makes them from fal's JSON.
 */

import type { FalError } from './errors';

export interface LogEntry {
  /** Epoch milliseconds; a timestamp without zone was read as UTC. */
  readonly time: number;
  /** The timestamp as fal sent it: it may be finer than milliseconds. */
  readonly timestamp: string;
  /** As fal sent it, in any case: `info`, `ERROR`, `STDERR`. */
  readonly level: string;
  readonly message: string;
  /** `<owner>/<name>`, `<owner>-<name>` or a bare name: fal sends all of these. */
  readonly app: string;
  readonly revision: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** An entry with its JSON as fal sent it. */
export interface SentEntry {
  readonly kind: 'entry';
  readonly entry: LogEntry;
  readonly json: string;
}

export type LabelCondition = 'equals' | 'in' | 'not_equals' | 'not_in';

export interface LabelFilter {
  readonly key: string;
  readonly value: string | readonly string[];
  readonly condition?: LabelCondition;
}

/** Query and body of `POST /serverless/logs/stream` and `…/history`. */
export interface LogQuery {
  /** ISO 8601. Always sent for streams: fal's own default replays 24 hours. */
  readonly start?: string;
  /** ISO 8601, exclusive. */
  readonly end?: string;
  readonly appId?: readonly string[];
  readonly revision?: string;
  readonly runSource?: 'grpc-run' | 'grpc-register' | 'gateway' | 'cron';
  readonly traceback?: boolean;
  readonly search?: string;
  /** fal's own minimum level; most errors are marked INFO there. */
  readonly level?: string;
  readonly jobId?: string;
  readonly requestId?: string;
  readonly labels?: readonly LabelFilter[];
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** Why fal has more items than these: what the first of the others lacks to be one. */
  readonly unreadable?: FalError;
}

export interface Page<T> extends Listed<T> {
  /** Opaque; `undefined` on the last page. */
  readonly nextCursor?: string;
}

export interface App {
  /** `<owner>/<name>`: what every other question takes. */
  readonly endpointId: string;
  readonly name: string;
  readonly owner: string;
  readonly environment: string;
  readonly machineType?: string;
  /** Route-level endpoint ids, the app's own among them or not. */
  readonly endpoints: readonly string[];
}

export type RequestStatus = 'success' | 'error' | 'user_error';

/** `owned`: all traffic to endpoints of this key. `made`: requests this key made, to any endpoint. */
export type RequestSource = 'owned' | 'made';

export interface RequestQuery {
  readonly source: RequestSource;
  /** 1 to 50. A bare app id brings its routes' requests too. */
  readonly endpointId: readonly string[];
  /** 1 to 100; fal's default is 50. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly start?: string;
  readonly end?: string;
  readonly status?: RequestStatus;
  /** A UUID. Without `start`, fal then looks 90 days back instead of 24 hours. */
  readonly requestId?: string;
  readonly expand?: readonly ('payloads' | 'billing')[];
  readonly sortBy?: 'ended_at' | 'duration';
}

export interface FalRequest {
  readonly requestId: string;
  readonly endpointId: string;
  /** Handed to the backend, epoch milliseconds. */
  readonly sentAt: number;
  /** Processing began; `undefined` where it never did. */
  readonly startedAt?: number;
  /** `undefined`: unfinished or unrecorded. */
  readonly endedAt?: number;
  readonly statusCode?: number;
  /** fal's own figure in seconds; it need not equal the difference of the times. */
  readonly durationSeconds?: number;
  readonly runnerId?: string;
  /** With `expand: billing`. */
  readonly billableUnits?: number;
  /** With `expand: payloads`, and only those that fal sent. */
  readonly input?: JsonText;
  readonly output?: JsonText;
}

/** JSON text exactly as fal sent it: digits beyond 2^53, key order and duplicate keys survive. */
export type JsonText = string;

export interface RequestDetail {
  readonly request: FalRequest;
  /** `undefined`: fal sent none. It does not say why. */
  readonly input?: JsonText;
  readonly output?: JsonText;
}

/** What has come of a request while the rest of a long answer is on its way. A payload that is absent may still come. */
export interface RequestPart extends RequestDetail {
  /** The payload that is cut short, and made JSON by closing what is open at its end. */
  readonly cut: { readonly payload: 'input' | 'output'; readonly closed: number };
}

export interface RequestRef {
  readonly requestId: string;
  readonly endpointId: string;
  readonly source: RequestSource;
  /** Whose key may read it: what is open stays with its account when another one serves. */
  readonly account?: string;
}

export const isSameRequest = (a: RequestRef | undefined, b: RequestRef): boolean =>
  a?.requestId === b.requestId && a.endpointId === b.endpointId && a.account === b.account;

/** How an endpoint went in a range of time, all callers together. */
export interface EndpointSummary {
  /** Of a bare app id asked for, one for each of its routes. */
  readonly endpointId: string;
  readonly requests: number;
  /** Answered with 4xx. */
  readonly userErrors: number;
  /** Answered with 5xx. */
  readonly errors: number;
  /** Half of the requests ran no longer than this; `undefined` where none did. */
  readonly medianSeconds?: number;
}

export interface SummaryQuery {
  /** 1 to 50, all of them owned. A bare app id brings its routes. */
  readonly endpointId: readonly string[];
  readonly start?: string;
  readonly end?: string;
}

/** What became of one file that a request had put out. */
export interface DeletedFile {
  readonly link: string;
  /** Why it was not deleted; `undefined` when it was. */
  readonly problem?: string;
}

export interface FalClient {
  /**
   * Opens the live stream and yields what its events hold, in the order sent: one batch for each piece that the
   * network delivers. Ends when fal ends it.
   * @throws {FalError} when it is refused, breaks or falls silent.
   */
  readonly streamLogs: (query: LogQuery, signal: AbortSignal) => AsyncIterable<readonly StreamItem[]>;
  /** One page, newest first; `cursor` is a timestamp used as the next `end`. `limit` is 1 to 1000. */
  readonly logHistory: (
    query: LogQuery & { readonly limit?: number; readonly cursor?: string },
    signal?: AbortSignal,
  ) => Promise<Page<SentEntry>>;
  /** Every app of this key, with its endpoints. `undefined` where fal says that this deployment has no such listing (404, 501). */
  readonly listApps: (
    query?: { readonly environment?: string; readonly search?: string },
    signal?: AbortSignal,
  ) => Promise<Listed<App> | undefined>;
  readonly listRequests: (query: RequestQuery, signal?: AbortSignal) => Promise<Page<FalRequest>>;
  /**
   * One request with its payloads; `undefined` when fal has none of that id at that endpoint. `arriving` hears once of
   * an answer that takes long, as soon as there is something to show of it.
   */
  readonly getRequest: (
    ref: RequestRef,
    signal?: AbortSignal,
    arriving?: (part: RequestPart) => void,
  ) => Promise<RequestDetail | undefined>;
  /** The newest requests that this key made, at any endpoint; `limit` is at least 1. */
  readonly listMadeRequests: (
    query: { readonly limit: number },
    signal?: AbortSignal,
  ) => Promise<readonly FalRequest[]>;
  readonly summarise: (query: SummaryQuery, signal?: AbortSignal) => Promise<readonly EndpointSummary[]>;
  /** How many requests wait for a runner of an app of ours, `<owner>/<name>`. */
  readonly countQueued: (appId: string, signal?: AbortSignal) => Promise<number>;
  /** Deletes a request's input, output and output files for good. Takes an Admin key. */
  readonly deletePayloads: (requestId: string, signal?: AbortSignal) => Promise<readonly DeletedFile[]>;
}

/** What one event of the stream held. */
export type StreamItem =
  /** The answer is a stream and it is open. Comes first, once. `at`: by fal's own clock, to the second, epoch ms. */
  | { readonly kind: 'open'; readonly at?: number }
  | SentEntry
  /** Data that is not a log entry: shown as it came, for nothing may be lost. */
  | { readonly kind: 'raw'; readonly text: string };
