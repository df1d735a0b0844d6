import type { Caller, Question } from '../caller';
import { describeAnswer } from '../errorForm';
import { ago } from '../session';
import { fine, unseen, type Point } from '../sight';

const HISTORY = '/serverless/logs/history';
const NO_KEY_OF_ANYONE = '00000000-0000-4000-8000-000000000000:00000000000000000000000000000000';

const point = (name: string, coping: string, file: string, question: Question): Point => ({
  name,
  coping,
  file,
  look: async ({ caller }) => fine(describeAnswer(await caller.ask(question))),
});

/** A question that is wrong in one way; how it is refused is not documented. */
const wrong = (what: string, query: string): Point =>
  point(`refusals: ${what}`, 'any 4xx is told with fal’s own words', 'src/core/fal/refusal.ts', {
    method: 'POST',
    path: `${HISTORY}?${query}`,
  });

const ROUTES: readonly (readonly [string, Question])[] = [
  ['apps', { path: '/serverless/apps' }],
  ['history', { method: 'POST', path: `${HISTORY}?limit=1` }],
  ['own requests', { path: '/models/requests/by-endpoint?endpoint_id=fal-ai/flux/dev&limit=1' }],
  ['search', { path: '/models/requests/search?limit=1' }],
];

export const REFUSAL_POINTS: readonly Point[] = [
  wrong('limit=0', 'limit=0'),
  wrong('an unknown level', 'limit=1&level=no-such-level'),
  wrong('an app without its owner', 'limit=1&app_id=no-such-app'),
  wrong('a request id that is no UUID', 'limit=1&request_id=no-such-request'),
  wrong('a start that is no time', 'limit=1&start=no-such-time'),
  point('refusals: an unknown path', '404 and 501 mean that it is not there', 'src/core/fal/client.ts', {
    path: '/serverless/no-such-thing',
  }),
  point('refusals: a made-up key', '401 asks for another key', 'src/core/fal/http.ts', {
    method: 'POST',
    path: `${HISTORY}?limit=1`,
    authorization: `Key ${NO_KEY_OF_ANYONE}`,
  }),
  point('refusals: Bearer in place of Key', 'never sent', 'src/core/fal/http.ts', {
    method: 'POST',
    path: `${HISTORY}?limit=1`,
    authorization: 'Bearer no-such-token',
  }),
  {
    name: 'permissions of this key',
    coping: '403 names the presets that may read it',
    file: 'src/core/fal/errors.ts',
    async look({ caller }) {
      const said: string[] = [];
      for (const [name, question] of ROUTES)
        said.push(`${name} ${describeAnswer(await caller.ask(question))}`);
      return fine(said.join('; '));
    },
  },
  {
    name: 'permissions: apps of others',
    coping: 'each endpoint’s refusal stands at that endpoint',
    file: 'src/core/requests/noteNode.ts',
    look: async ({ caller }) => fine(await askOthers(caller)),
  },
  {
    name: 'limits: headers',
    coping: 'Retry-After is kept, in seconds or as a date; without one it waits longer each time',
    file: 'src/core/tail/backoff.ts',
    look: ({ caller }) => {
      const names = [...caller.rateHeaders].filter((name) => /^[a-z-]{1,40}$/.test(name)).sort();
      return Promise.resolve(
        names.length === 0 ? unseen(`none on ${caller.asked} answers`) : fine(names.join(', ')),
      );
    },
  },
  {
    name: 'statuses in all',
    coping:
      '408, 425, 429 and 5xx are tried again, other refusals are not; no redirect takes the key elsewhere',
    file: 'src/core/fal/http.ts',
    look: ({ caller }) =>
      Promise.resolve(fine([...caller.statuses].map(([status, count]) => `${status} ×${count}`).join(', '))),
  },
];

const askOthers = async (caller: Caller): Promise<string> => {
  const query = new URLSearchParams({ endpoint_id: 'fal-ai/flux/dev', limit: '1', start: ago(60_000) });
  return describeAnswer(await caller.ask({ path: `/serverless/requests/by-endpoint?${query.toString()}` }));
};
