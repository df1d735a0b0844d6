import type { LogQuery, RequestQuery, SummaryQuery } from './types';

type Value = string | number | boolean | readonly string[] | undefined;

/** Query parameters under fal's names; `undefined` is left out, lists are repeated (`style=form, explode=true`). */
export function toParams(values: Readonly<Record<string, Value>>): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    for (const each of typeof value === 'object' ? value : [value]) params.append(name, String(each));
  }
  return params;
}

export const logParams = (query: LogQuery): Record<string, Value> => ({
  start: query.start,
  end: query.end,
  app_id: query.appId,
  revision: query.revision,
  run_source: query.runSource,
  traceback: query.traceback,
  search: query.search,
  level: query.level,
  job_id: query.jobId,
  request_id: query.requestId,
});

/** The label filters as the body; none without filters, since whether fal takes an empty list is not documented. */
export const logBody = ({ labels }: LogQuery): string | undefined =>
  labels === undefined || labels.length === 0
    ? undefined
    : JSON.stringify(
        // Plain equality goes without a condition: how fal maps the names of conditions is not documented.
        labels.map(({ key, value, condition }) => ({ key, value, condition_type: condition })),
      );

export const requestParams = (query: RequestQuery): Record<string, Value> => ({
  endpoint_id: query.endpointId,
  limit: query.limit,
  cursor: query.cursor,
  start: query.start,
  end: query.end,
  status: query.status,
  request_id: query.requestId,
  expand: query.expand,
  sort_by: query.sortBy,
});

export const summaryParams = (query: SummaryQuery): Record<string, Value> => ({
  endpoint_id: query.endpointId,
  start: query.start,
  end: query.end,
  expand: ['summary', 'request_count', 'user_error_count', 'error_count', 'p50_duration'],
  // Aligned to hours or days, a range of 15 minutes would tell of more than that.
  bound_to_timeframe: 'false',
});
