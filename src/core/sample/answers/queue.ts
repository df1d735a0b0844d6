import type { World } from '../world';
import { Refusal } from './refusal';

/** `GET /serverless/apps/{owner}/{name}/queue`. */
export function answerQueue(world: World, appId: string): string {
  if (!world.apps.some((app) => app.endpoint_id === appId)) throw new Refusal(404);
  return JSON.stringify({ queue_size: world.queued.get(appId) ?? 0 });
}
