/**
 * fal's JSON as it really is, and how it becomes the types of `types.ts`. The oddities of the API end here:
 * snake_case, nulls, naive timestamps. Unknown fields are ignored; what we use must be there and of its type.
 * Source: fal's OpenAPI document of 2026-08-21, and the log sample of its older REST documentation.
 */
import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { readEntry } from './entry';
import { parseTimestamp } from './timestamp';
import type { App, DeletedFile, EndpointSummary, FalRequest, LogEntry, Page } from './types';

const aTime = (): string => l10n.t('a time');

const Time = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const time = parseTimestamp(dataset.value);
    if (time !== undefined) return time;
    addIssue({ message: aTime() });
    return NEVER;
  }),
);

/** Optional and nullable alike: fal uses both for "none". */
const maybe = <const S extends v.GenericSchema>(schema: S) =>
  v.pipe(
    v.nullish(schema),
    v.transform((value) => value ?? undefined),
  );

const LogEntryWire = v.pipe(
  v.looseObject({ timestamp: v.string(), message: v.string() }),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): LogEntry => {
    const entry = readEntry(value);
    if (entry !== undefined) return entry;
    const { timestamp } = value;
    addIssue({
      message: aTime(),
      path: [{ type: 'object', origin: 'value', input: value, key: 'timestamp', value: timestamp }],
    });
    return NEVER;
  }),
);

/** Lists are read item by item: see `ItemReader`. */
const Items = v.array(v.unknown());

/** Of fal's envelope for lists. `has_more` only repeats it; an empty one would ask for page one again. */
const nextCursor = v.pipe(
  v.nullish(v.string()),
  v.transform((cursor) => (cursor ? { nextCursor: cursor } : {})),
);

export const PageWire = v.pipe(
  v.object({ items: Items, next_cursor: nextCursor }),
  v.transform(({ items, next_cursor }): Page<unknown> => ({ items, ...next_cursor })),
);

export const LogEntriesWire = v.object({ items: v.array(LogEntryWire) });

export const AppWire = v.pipe(
  v.object({
    endpoint_id: v.string(),
    name: v.string(),
    owner: v.string(),
    environment: v.nullish(v.string(), 'main'),
    machine_type: maybe(v.string()),
    endpoints: v.nullish(v.array(v.string()), []),
  }),
  v.transform((app): App => ({
    endpointId: app.endpoint_id,
    name: app.name,
    owner: app.owner,
    environment: app.environment,
    machineType: app.machine_type,
    endpoints: app.endpoints,
  })),
);

export const AppsWire = v.object({ apps: Items });

export const RequestWire = v.pipe(
  v.object({
    request_id: v.string(),
    endpoint_id: v.string(),
    sent_at: Time,
    started_at: maybe(Time),
    ended_at: maybe(Time),
    status_code: maybe(v.number()),
    duration: maybe(v.number()),
    runner_id: maybe(v.string()),
    billable_units: maybe(v.number()),
  }),
  v.transform((row): FalRequest => ({
    requestId: row.request_id,
    endpointId: row.endpoint_id,
    sentAt: row.sent_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    statusCode: row.status_code,
    durationSeconds: row.duration,
    runnerId: row.runner_id,
    billableUnits: row.billable_units,
  })),
);

export const MadeRequestsWire = v.object({ results: Items });

export const SummaryWire = v.pipe(
  v.object({
    endpoint_id: v.string(),
    request_count: v.nullish(v.number(), 0),
    user_error_count: v.nullish(v.number(), 0),
    error_count: v.nullish(v.number(), 0),
    p50_duration: maybe(v.number()),
  }),
  v.transform((row): EndpointSummary => ({
    endpointId: row.endpoint_id,
    requests: row.request_count,
    userErrors: row.user_error_count,
    errors: row.error_count,
    medianSeconds: row.p50_duration,
  })),
);

export const SummariesWire = v.pipe(
  v.object({ summary: v.nullish(Items, []), next_cursor: nextCursor }),
  v.transform(({ summary, next_cursor }): Page<unknown> => ({ items: summary, ...next_cursor })),
);

export const QueueWire = v.object({ queue_size: v.number() });

const DeletedFileWire = v.pipe(
  v.object({ link: v.string(), exception: maybe(v.string()) }),
  v.transform(({ link, exception }): DeletedFile => ({ link, problem: exception })),
);

export const DeletedPayloadsWire = v.object({ cdn_delete_results: v.array(DeletedFileWire) });
