import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { oneOf, readArgument } from '../base/argumentError';
import { shortId } from '../base/shortId';
import type { LogQuery } from '../fal/types';
import { writeLabel } from './labelText';
import { LEVELS, levelNamed, type Level } from './level';
import { checkRange, moment } from './timeSpan';
import type { View } from './transcript';

const text = () =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty(() => l10n.t('it must not be empty.')),
  );

const MOST_TEXTS = 50;

const texts = () => {
  const list = v.pipe(
    v.array(text()),
    v.minLength(1, () => l10n.t('it must not be empty.')),
    v.maxLength(MOST_TEXTS, () => l10n.t('it takes at most {0} texts.', MOST_TEXTS)),
  );
  return v.union([text(), list], () => l10n.t('it takes a text or a list of texts.'));
};

const level = () =>
  v.pipe(
    text(),
    v.rawTransform(({ dataset, addIssue, NEVER }): Level => {
      const named = levelNamed(dataset.value);
      if (named !== undefined) return named;
      addIssue({ message: l10n.t('it takes one of {0}.', LEVELS.join(', ')) });
      return NEVER;
    }),
  );

export const RUN_SOURCES = ['grpc-run', 'grpc-register', 'gateway', 'cron'] as const;
const CONDITIONS = ['equals', 'in', 'not_equals', 'not_in'] as const;

/** The argument of `fal.tailLogs`; its form is fixed, for key bindings and tasks hold it. */
const LogFilterArgument = v.strictObject({
  appId: v.optional(texts()),
  revision: v.optional(text()),
  runSource: v.optional(oneOf(RUN_SOURCES)),
  traceback: v.optional(v.boolean()),
  search: v.optional(text()),
  level: v.optional(level()),
  serverLevel: v.optional(text()),
  jobId: v.optional(text()),
  requestId: v.optional(text()),
  labels: v.optional(
    v.array(v.strictObject({ key: text(), value: texts(), condition: v.optional(oneOf(CONDITIONS)) })),
  ),
  since: v.optional(moment()),
  until: v.optional(moment()),
});

export type LogFilter = v.InferOutput<typeof LogFilterArgument>;

const ViewArgument = v.strictObject({ level: v.optional(level()), search: v.optional(v.string()) });

/**
 * The second argument of `fal.filterTail`. An empty text shows all.
 * @throws {ArgumentError} naming the wrong field and what it takes.
 */
export function readView(argument: unknown): View {
  const { level, search } = readArgument(ViewArgument, argument);
  const wanted = search?.trim();
  return { level, search: wanted === '' ? undefined : wanted };
}

/** @throws {ArgumentError} naming the wrong field and what it takes. */
export function readLogFilter(argument: unknown): LogFilter {
  const filter = readArgument(LogFilterArgument, argument);
  checkRange(filter);
  return filter;
}

/** What fal is asked for. The level is judged on our side: fal marks most errors INFO and would hide them. */
export function toLogQuery(filter: LogFilter, startMs: number, endMs?: number): LogQuery {
  const { appId, revision, runSource, traceback, search, serverLevel, jobId, requestId, labels } = filter;
  return {
    start: new Date(startMs).toISOString(),
    end: endMs === undefined ? undefined : new Date(endMs).toISOString(),
    appId: listApps(appId),
    revision,
    runSource,
    traceback: traceback ?? true,
    search,
    level: serverLevel,
    jobId,
    requestId,
    labels,
  };
}

/** Names a filter in few words, for a channel's name: what is tailed, not since when. */
export function describeFilter(filter: LogFilter): string {
  const { appId, requestId, jobId, revision, search, level, serverLevel, traceback, labels, runSource } =
    filter;
  const parts = [
    listApps(appId)?.join(', '),
    requestId && l10n.t('request {0}', shortId(requestId)),
    jobId && l10n.t('runner {0}', jobId.slice(0, 8)),
    revision && l10n.t('revision {0}', revision.slice(0, 8)),
    runSource,
    level,
    serverLevel && l10n.t('{0} at fal', serverLevel),
    traceback === false && l10n.t('no tracebacks'),
    search && `“${search}”`,
    ...(labels ?? []).map(writeLabel),
  ].filter((part) => typeof part === 'string' && part !== '');
  return parts.length === 0 ? l10n.t('all apps') : parts.join(' · ');
}

/** Equal for filters that mean the same, however they were written. */
export function identifyFilter(filter: LogFilter): string {
  const { level, since, until, labels = [] } = filter;
  const { appId, ...query } = toLogQuery({ ...filter, labels: undefined }, 0);
  const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();
  return JSON.stringify([query, sorted(appId ?? []), sorted(labels.map(writeLabel)), level, since, until]);
}

const listApps = (appId: LogFilter['appId']): readonly string[] | undefined =>
  typeof appId === 'string' ? [appId] : appId;
