import * as vscode from 'vscode';
import { setKey } from '../../src/core/key/changeRing';
import { READ_ONLY_KEY, startFakeFal, TEAM_KEY, type FakeFal } from '../fake/fakeFal';
import { until } from '../support/until';
import { setStage, type Stage } from './stage';
import type { Started } from './tailStage';

export const REQUEST = '019e6d0a-e5be-7b82-b329-35ae64296902';
export const ENDPOINT = 'fal-ai/shared';
/** Another one of the team’s. */
export const NEXT_TEAM_KEY = READ_ONLY_KEY;

/** Two worlds behind one address, told apart by the key: the person’s own, in which `acme/shop` is, and the team’s. */
export interface AccountStage extends Stage {
  readonly team: FakeFal;
  switchTo(name: string): Thenable<unknown>;
  /** Of the account in use, or of that one. */
  tail(account?: string): Thenable<Started>;
}

export async function setAccountStage(): Promise<AccountStage> {
  const team = await startFakeFal({ data: 'empty', keys: [TEAM_KEY, NEXT_TEAM_KEY] });
  const stage = await setStage({ data: 'empty', neighbour: team });
  const both = [
    [stage.fal, 'acme', 'shop'],
    [team, 'crew', 'robots'],
  ] as const;
  for (const [{ world }, owner, name] of both) {
    world.app({ owner, name });
    world.request({ source: 'made', requestId: REQUEST, endpointId: ENDPOINT, output: `"of ${owner}"` });
  }
  await vscode.commands.executeCommand('fal.requests.focus');
  await stage.shows(/acme\/shop/);
  return {
    ...stage,
    team,
    switchTo: (name) => vscode.commands.executeCommand('fal.switchAccount', name),
    tail: (account) => vscode.commands.executeCommand<Started>('fal.tailLogs', {}, account),
    async strike() {
      await stage.strike();
      await team.close();
    },
  };
}

/** The second account, known here. */
export async function addTeam(stage: Stage): Promise<void> {
  await addElsewhere(stage);
  await until('there are two', () => stage.door.accounts.label() !== undefined);
}

/** As another window does it: SecretStorage's event is all that tells. */
export const addElsewhere = ({ door }: Stage): Promise<void> =>
  door.keychain.change((ring) => setKey(ring, 'team', TEAM_KEY, 'team', Date.now()));
