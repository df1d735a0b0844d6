import * as l10n from '@vscode/l10n';
import { FalError } from '../fal/errors';
import type { App, FalClient } from '../fal/types';
import { tryKey } from './tryKey';

export const ABILITIES = ['requests', 'apps', 'logs', 'figures'] as const;
export type Ability = (typeof ABILITIES)[number];

export type Finding =
  | { readonly may: 'yes' }
  | { readonly may: 'no' }
  /** fal could not be asked, or there is nothing to ask about. */
  | { readonly may: 'unknown'; readonly why: string };

/** What a key was seen to read. fal has no way to ask for a key's preset, so each thing is tried. */
export interface KeyReport {
  /** Whose the apps are; fal has no "who am I". */
  readonly owner?: string;
  /** fal does not know the key. */
  readonly isRejected: boolean;
  readonly findings: Readonly<Record<Ability, Finding>>;
}

const MINUTE_MS = 60_000;

/** Asks one cheap question of each kind. */
export async function inspectKey(client: FalClient, now: number, signal?: AbortSignal): Promise<KeyReport> {
  const start = new Date(now - MINUTE_MS).toISOString();
  const [requests, logs, { apps, figures }] = await Promise.all([
    tryKey(client, signal),
    tryTo(() => client.logHistory({ start, limit: 1 }, signal)),
    tryApps(client, signal),
  ]);
  return {
    owner: ownerOf(apps.told?.items),
    isRejected: requests.outcome === 'rejected',
    findings: {
      requests: requests.outcome === 'accepted' ? { may: 'yes' } : findingOf(requests.error),
      apps: apps.finding,
      logs: logs.finding,
      figures: figures.finding,
    },
  };
}

/** Whose the apps are, where they are all one’s. */
export function ownerOf(apps: readonly App[] | undefined): string | undefined {
  const owners = [...new Set(apps?.map(({ owner }) => owner))];
  return owners.length === 1 ? owners[0] : undefined;
}

/** Figures are asked for by app, and only its owner may. */
async function tryApps(client: FalClient, signal?: AbortSignal) {
  const apps = await tryTo(() => client.listApps({}, signal));
  const [app] = apps.told?.items ?? [];
  const figures: Trial<unknown> =
    app === undefined
      ? { finding: { may: 'unknown', why: l10n.t('there is no app to ask about') } }
      : await tryTo(() => client.summarise({ endpointId: [app.endpointId] }, signal));
  return { apps, figures };
}

/** That a preset lacks something is all that 403 says. */
export function describeFinding(finding: Finding): string {
  switch (finding.may) {
    case 'yes':
      return l10n.t('yes');
    case 'no':
      return l10n.t('no; a key with the preset Read-only or Full can');
    case 'unknown':
      return l10n.t('not known: {0}', finding.why);
  }
}

export function nameAbility(ability: Ability): string {
  switch (ability) {
    case 'requests':
      return l10n.t('Requests');
    case 'apps':
      return l10n.t('Apps');
    case 'logs':
      return l10n.t('Logs');
    case 'figures':
      return l10n.t('Figures of apps');
  }
}

interface Trial<T> {
  readonly finding: Finding;
  readonly told?: T | undefined;
}

async function tryTo<T>(ask: () => Promise<T>): Promise<Trial<T>> {
  try {
    return { finding: { may: 'yes' }, told: await ask() };
  } catch (error) {
    return { finding: findingOf(error) };
  }
}

function findingOf(error: unknown): Finding {
  if (!(error instanceof FalError)) throw error;
  const { problem } = error;
  const isRefused =
    (problem.kind === 'needsKey' && problem.reason === 'rejected') ||
    (problem.kind === 'refused' && problem.status === 403);
  return isRefused ? { may: 'no' } : { may: 'unknown', why: error.message };
}
