import type { World } from '../world';
import { answerAnalytics } from './analytics';
import { answerApps } from './apps';
import { answerDeletePayloads } from './deletePayloads';
import { answerHistory } from './history';
import { Params, type Query } from './params';
import { answerQueue } from './queue';
import { answerRequests, answerSearch } from './requests';
import type { Route } from './route';

export interface WorldQuestion {
  /** After the API's base, without the query. */
  readonly path: string;
  readonly query: Query;
  readonly body: string;
}

/** The good answer as JSON text, to all but the stream. @throws {Refusal} */
export function answer(
  world: World,
  route: Exclude<Route, 'streamLogs'>,
  { path, query, body }: WorldQuestion,
): string {
  const params = new Params(query);
  const steps = path.split('/');
  switch (route) {
    case 'logHistory':
      return answerHistory(world, params, body);
    case 'listApps':
      return answerApps(world, params);
    case 'ownedRequests':
      return answerRequests(world, params, 'owned');
    case 'madeRequests':
      return answerRequests(world, params, 'made');
    case 'searchRequests':
      return answerSearch(world, params);
    case 'analytics':
      return answerAnalytics(world, params);
    case 'queue':
      return answerQueue(world, steps.slice(3, 5).map(decodeURIComponent).join('/'));
    case 'deletePayloads':
      return answerDeletePayloads(world, steps[3] ?? '');
  }
}
