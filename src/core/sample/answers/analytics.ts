import type { KeptRequest } from '../wire';
import type { World } from '../world';
import { DAY_MICROS } from './history';
import { invalid, type Params } from './params';
import { checkOwned, statusOf } from './requests';

type Metric = 'request_count' | 'success_count' | 'user_error_count' | 'error_count' | 'p50_duration';

const METRICS: Readonly<Record<Metric, (rows: readonly KeptRequest[]) => number | undefined>> = {
  request_count: (rows) => rows.length,
  success_count: (rows) => count(rows, 'success'),
  user_error_count: (rows) => count(rows, 'user_error'),
  error_count: (rows) => count(rows, 'error'),
  p50_duration: (rows) => {
    const spans = rows.flatMap(({ duration }) => duration ?? []).sort((a, b) => a - b);
    return spans[Math.floor((spans.length - 1) / 2)];
  },
};

/** `GET /serverless/analytics`: the summary alone, of which nobody here asks more. */
export function answerAnalytics(world: World, params: Params): string {
  const endpoints = params.list('endpoint_id');
  if (endpoints.length === 0) throw invalid('endpoint_id', 'is required');
  for (const endpoint of endpoints) checkOwned(world, endpoint);
  params.member('bound_to_timeframe', ['true', 'false']);
  const expand = params.members('expand', ['summary', ...(Object.keys(METRICS) as Metric[])]);
  if (!expand.includes('summary') || expand.length < 2)
    throw invalid('expand', 'takes summary and at least one metric');
  const start = params.instant('start') ?? world.now() * 1000 - DAY_MICROS;
  const end = params.instant('end') ?? Infinity;
  const routes = endpoints.flatMap(
    (id) => world.apps.find((app) => app.endpoint_id === id)?.endpoints ?? [id],
  );
  const summary = [...new Set(routes)].flatMap((route) => {
    const rows = world.requests.filter(
      ({ source, endpointId, sentAt }) =>
        source === 'owned' && endpointId === route && sentAt * 1000 >= start && sentAt * 1000 < end,
    );
    if (rows.length === 0) return [];
    const metrics = expand.flatMap((name) =>
      name === 'summary' ? [] : [[name, METRICS[name](rows)] as const],
    );
    return [{ endpoint_id: route, ...Object.fromEntries(metrics) }];
  });
  return JSON.stringify({ summary, next_cursor: null, has_more: false });
}

const count = (rows: readonly KeptRequest[], status: ReturnType<typeof statusOf>): number =>
  rows.filter(({ statusCode }) => statusOf(statusCode) === status).length;
