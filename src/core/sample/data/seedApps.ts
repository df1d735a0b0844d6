import type { AppRow } from '../wire';
import type { World } from '../world';

/** What an app makes of what it is given. */
export type Craft = 'image' | 'video' | 'speech' | 'chat';

export interface SeedApp {
  readonly row: AppRow;
  readonly craft: Craft;
  /** How this app's log entries name it. */
  readonly logName: string;
  readonly revision: string;
  readonly runners: readonly string[];
}

interface Plan {
  readonly name: string;
  readonly craft: Craft;
  readonly machine: string;
  /** fal's log entries name an app in three forms. */
  readonly logForm: '<owner>/<name>' | '<owner>-<name>' | '<name>';
  readonly environment?: string;
  readonly routes?: readonly string[];
  readonly auth?: AppRow['auth_mode'];
}

const PLANS: readonly Plan[] = [
  {
    name: 'portrait-studio',
    craft: 'image',
    machine: 'GPU-H100',
    logForm: '<owner>-<name>',
    routes: ['', '/turbo', '/upscale'],
    auth: 'shared',
  },
  { name: 'clip-maker', craft: 'video', machine: 'GPU-H100', logForm: '<name>' },
  {
    name: 'voice-notes',
    craft: 'speech',
    machine: 'GPU-A100',
    logForm: '<owner>/<name>',
    auth: 'public',
  },
  { name: 'support-chat', craft: 'chat', machine: 'M', logForm: '<owner>-<name>' },
  {
    name: 'portrait-studio--staging',
    craft: 'image',
    machine: 'GPU-A6000',
    logForm: '<owner>-<name>',
    environment: 'staging',
  },
  { name: 'untouched', craft: 'chat', machine: 'XS', logForm: '<owner>-<name>' },
];

/** Endpoints of others that this key has called. */
export const OTHERS: readonly { readonly name: string; readonly craft: Craft }[] = [
  { name: 'flux/dev', craft: 'image' },
  { name: 'veo3.1', craft: 'video' },
  { name: 'whisper', craft: 'speech' },
];

export function seedApps(world: World, owner: string, uuid: () => string): readonly SeedApp[] {
  return PLANS.map((plan) => {
    const id = `${owner}/${plan.name}`;
    const logName = plan.logForm.replace('<owner>', owner).replace('<name>', plan.name);
    const row = world.app({
      owner,
      name: plan.name,
      environment: plan.environment ?? 'main',
      machine_type: plan.machine,
      auth_mode: plan.auth ?? 'private',
      endpoints: (plan.routes ?? ['']).map((route) => id + route),
    });
    const runners = [uuid(), uuid(), uuid()];
    return { row, craft: plan.craft, logName, revision: uuid(), runners };
  });
}

export const isUntouched = (app: SeedApp): boolean => app.row.name === 'untouched';
