import { Refusal } from '../../src/core/sample/answers/refusal';
import type { Route } from '../../src/core/sample/answers/route';

/** Keys have the shape of real ones: a UUID, a colon, 32 hex digits. */
export const FAKE_KEY = '6f1c2a9e-3d47-4b58-8e90-5a7b1c2d3e4f:0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4';

/** Of another account. */
export const TEAM_KEY = '1e9d3c7b-5a2f-4c6d-8b1e-3f5a7c9d1b2e:7f6e5d4c3b2a19081726354453627180';

/** Known, and allowed nothing. */
export const POWERLESS_KEY = 'b3a1d7c4-52e6-4f08-9a3b-7c8d9e0f1a2b:91c2e3d4f5a6b7c8d9e0f1a2b3c4d5e6';

/** Like a key of fal's default preset API: may list requests, but neither apps nor logs. */
export const API_PRESET_KEY = '2c4e6a80-1b3d-4f5a-8c7e-9d0b2f4a6c8e:5566778899aabbccddeeff0011223344';

/** Like a key of the preset Read-only: may read all, and delete nothing. */
export const READ_ONLY_KEY = '8d5f7b91-2c4e-4a6b-9d8f-0e1a3c5b7d9f:66778899aabbccddeeff001122334455';

const REQUEST_ROUTES: readonly Route[] = ['ownedRequests', 'madeRequests', 'searchRequests'];

/** @throws {Refusal} 401 or 403. */
export function checkKey(authorization: string | undefined, route: Route, keys: readonly string[]): void {
  const key = /^Key (\S+)$/.exec(authorization ?? '')?.[1];
  if (key === POWERLESS_KEY) throw new Refusal(403);
  if (key === API_PRESET_KEY) {
    if (!REQUEST_ROUTES.includes(route)) throw new Refusal(403);
    return;
  }
  if (key === READ_ONLY_KEY) {
    if (route === 'deletePayloads') throw new Refusal(403);
    return;
  }
  if (key === undefined || !keys.includes(key)) throw new Refusal(401);
}
