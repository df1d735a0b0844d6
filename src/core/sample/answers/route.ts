/** The questions of the API that have answers here. */
export const ROUTES = [
  'streamLogs',
  'logHistory',
  'listApps',
  'ownedRequests',
  'madeRequests',
  'searchRequests',
  'analytics',
  'queue',
  'deletePayloads',
] as const;
export type Route = (typeof ROUTES)[number];

const TABLE: Readonly<Record<string, Route>> = {
  'POST /serverless/logs/stream': 'streamLogs',
  'POST /serverless/logs/history': 'logHistory',
  'GET /serverless/apps': 'listApps',
  'GET /serverless/requests/by-endpoint': 'ownedRequests',
  'GET /models/requests/by-endpoint': 'madeRequests',
  'GET /models/requests/search': 'searchRequests',
  'GET /serverless/analytics': 'analytics',
};

/** Those whose path names what they are about. */
const PATTERNS: readonly (readonly [RegExp, Route])[] = [
  [/^GET \/serverless\/apps\/[^/]+\/[^/]+\/queue$/, 'queue'],
  [/^DELETE \/models\/requests\/[^/]+\/payloads$/, 'deletePayloads'],
];

/** @param path what comes after the API's base. */
export function routeOf(method: string, path: string): Route | undefined {
  const question = `${method} ${path}`;
  return TABLE[question] ?? PATTERNS.find(([pattern]) => pattern.test(question))?.[1];
}
