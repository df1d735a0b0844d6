import type { AppRow } from './wire';
import type { World } from './world';

export const OWNER = 'scope-demo';

/** What an app makes of what it is given. */
export type Craft = 'image' | 'video' | 'speech' | 'chat';

export interface SeedApp {
  readonly row: AppRow;
  readonly craft: Craft;
  /** How this app's log entries name it: fal sends all three forms. */
  readonly logName: string;
  readonly revision: string;
  readonly runners: readonly string[];
}

interface Plan {
  readonly name: string;
  readonly craft: Craft;
  readonly machine: string;
  readonly logName: string;
  readonly environment?: string;
  readonly routes?: readonly string[];
  readonly auth?: AppRow['auth_mode'];
}

const PLANS: readonly Plan[] = [
  {
    name: 'portrait-studio',
    craft: 'image',
    machine: 'GPU-H100',
    logName: `${OWNER}-portrait-studio`,
    routes: ['', '/turbo', '/upscale'],
    auth: 'shared',
  },
  { name: 'clip-maker', craft: 'video', machine: 'GPU-H100', logName: 'clip-maker' },
  {
    name: 'voice-notes',
    craft: 'speech',
    machine: 'GPU-A100',
    logName: `${OWNER}/voice-notes`,
    auth: 'public',
  },
  { name: 'support-chat', craft: 'chat', machine: 'M', logName: `${OWNER}-support-chat` },
  {
    name: 'portrait-studio--staging',
    craft: 'image',
    machine: 'GPU-A6000',
    logName: `${OWNER}-portrait-studio--staging`,
    environment: 'staging',
  },
  { name: 'untouched', craft: 'chat', machine: 'XS', logName: `${OWNER}-untouched` },
];

/** Endpoints of others that this key has called. */
export const OTHERS: readonly { readonly endpointId: string; readonly craft: Craft }[] = [
  { endpointId: 'fal-ai/flux/dev', craft: 'image' },
  { endpointId: 'fal-ai/veo3.1', craft: 'video' },
  { endpointId: 'fal-ai/whisper', craft: 'speech' },
];

export function seedApps(world: World, uuid: () => string): readonly SeedApp[] {
  return PLANS.map((plan) => {
    const id = `${OWNER}/${plan.name}`;
    const row = world.app({
      owner: OWNER,
      name: plan.name,
      environment: plan.environment ?? 'main',
      machine_type: plan.machine,
      auth_mode: plan.auth ?? 'private',
      endpoints: (plan.routes ?? ['']).map((route) => id + route),
    });
    const runners = [uuid(), uuid(), uuid()];
    return { row, craft: plan.craft, logName: plan.logName, revision: uuid(), runners };
  });
}

export const isUntouched = (app: SeedApp): boolean => app.row.name === 'untouched';
