import * as vscode from 'vscode';
import { toError } from '../../core/base/errors';
import type { Logger } from '../../core/base/logger';
import type { App } from '../../core/fal/types';
import { describeFilter, readLogFilter, type LogFilter } from '../../core/tail/filter';
import { fieldProblem, readField } from '../../core/tail/filterFields';
import { refill } from '../refill';
import { buildFilter } from './buildFilter';

const LAST_FILTER = 'fal.tail.lastFilter';

interface FilterPick extends vscode.QuickPickItem {
  /** What the pick stands for; a function asks on. */
  readonly filter?: LogFilter | (() => Promise<LogFilter | undefined>);
}

export interface AskFilterOptions {
  readonly listApps: (signal: AbortSignal) => Promise<readonly App[] | undefined>;
  /** Remembers the last filter of this workspace, by account: it names apps. */
  readonly memory: vscode.Memento;
  readonly account: string | undefined;
  readonly log: Logger;
}

/**
 * Asks what to tail; the last filter stands first, so that it is one key away. Opens at once and takes the apps in
 * when fal has answered; without that answer everything but the apps still works.
 */
export async function askFilter({
  listApps,
  memory,
  account,
  log,
}: AskFilterOptions): Promise<LogFilter | undefined> {
  const abort = new AbortController();
  const place = `${LAST_FILTER}@${account ?? ''}`;
  const last = readLast(memory.get(place));
  const pick = vscode.window.createQuickPick<FilterPick>();
  pick.title = vscode.l10n.t('Tail fal logs');
  pick.placeholder = vscode.l10n.t('What do you want to follow?');
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.items = picksFor([], last);
  const filled = (async () => {
    try {
      const apps = await listApps(abort.signal);
      // The person may have answered meanwhile.
      if (!abort.signal.aborted) refill(pick, picksFor(apps ?? [], last));
    } catch (error) {
      if (!abort.signal.aborted) log.warn(`Apps for the tail's choice: ${toError(error).message}`);
    } finally {
      pick.busy = false;
    }
  })();
  const chosen = await new Promise<FilterPick | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.selectedItems[0]));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  abort.abort();
  pick.hide();
  await filled;
  pick.dispose();
  const filter = typeof chosen?.filter === 'function' ? await chosen.filter() : chosen?.filter;
  if (filter !== undefined) await memory.update(place, filter);
  return filter;
}

/** What was stored by another version may not be a filter any more. */
function readLast(kept: unknown): LogFilter | undefined {
  try {
    return readLogFilter(kept);
  } catch {
    return undefined;
  }
}

function picksFor(apps: readonly App[], last: LogFilter | undefined): FilterPick[] {
  const separator = (label: string): FilterPick => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    ...(last === undefined
      ? []
      : [
          {
            label: `$(history) ${describeFilter(last)}`,
            description: vscode.l10n.t('as last time'),
            filter: last,
          },
        ]),
    { label: `$(list-flat) ${vscode.l10n.t('All apps')}`, filter: {} },
    ...(apps.length === 0 ? [] : [separator(vscode.l10n.t('apps'))]),
    ...apps.map((app): FilterPick => ({
      label: `$(package) ${app.endpointId}`,
      description: app.environment === 'main' ? undefined : app.environment,
      filter: { appId: app.endpointId },
    })),
    separator(vscode.l10n.t('more')),
    { label: `$(symbol-event) ${vscode.l10n.t('A request…')}`, filter: () => askOne('requestId') },
    { label: `$(server-process) ${vscode.l10n.t('A runner…')}`, filter: () => askOne('jobId') },
    { label: `$(filter) ${vscode.l10n.t('More filters…')}`, filter: () => buildFilter(last ?? {}) },
  ];
}

async function askOne(name: 'requestId' | 'jobId'): Promise<LogFilter | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tail fal logs'),
    prompt: name === 'requestId' ? vscode.l10n.t('Request id') : vscode.l10n.t('Runner id'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('It must not be empty.') : fieldProblem(name, text),
  });
  return typed === undefined ? undefined : readField(name, typed);
}
