import type { World } from '../world';
import type { Params } from './params';

/** `GET /serverless/apps`. */
export function answerApps(world: World, params: Params): string {
  const environment = params.text('environment') ?? 'main';
  const search = params.text('search')?.toLowerCase() ?? '';
  const expanded = params.members('expand', ['endpoints']).length > 0;
  const apps = world.apps
    .filter((app) => app.environment === environment && app.name.toLowerCase().includes(search))
    .map(({ endpoints, ...app }) => (expanded ? { ...app, endpoints } : app));
  return JSON.stringify({ apps });
}
