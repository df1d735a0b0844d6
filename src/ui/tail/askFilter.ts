import * as vscode from 'vscode';
import { toError } from '../../core/base/errors';
import type { Logger } from '../../core/base/logger';
import type { App, Listed } from '../../core/fal/types';
import { describeFilter, readLogFilter, type LogFilter } from '../../core/tail/filter';
import { fieldProblem, readField } from '../../core/tail/filterFields';
import { readPasted } from '../../core/tail/pasted';
import { refill } from '../refill';
import { buildFilter } from './buildFilter';

const LAST_FILTER = 'fal.tail.lastFilter';

/** A function asks on. */
type Answer = LogFilter | (() => Promise<LogFilter | undefined>);

interface FilterPick extends vscode.QuickPickItem {
  /** What the pick stands for; one that stands for nothing is only read. */
  readonly filter?: Answer;
}

export interface AskFilterOptions {
  readonly listApps: (signal: AbortSignal) => Promise<Listed<App> | undefined>;
  /** Remembers the last filter of this workspace, by account: it names apps. */
  readonly memory: vscode.Memento;
  readonly account: string | undefined;
  readonly log: Logger;
}

/**
 * Asks what to tail; the last filter stands first, so that it is one key away. Opens at once and takes the apps in
 * when fal has answered; without that answer an app can still be typed, and everything else chosen.
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
  let apps: readonly App[] = [];
  const picks = (): FilterPick[] => [...picksFor(apps, last), ...pickTyped(pick.value, apps)];
  pick.items = picks();
  pick.onDidChangeValue(() => {
    const rows = picks();
    // Other rows VS Code sorts out by itself; set anew they would cost the active one.
    if ([...pick.items, ...rows].some(({ alwaysShow }) => alwaysShow)) pick.items = rows;
  });
  const filled = (async () => {
    try {
      const listed = await listApps(abort.signal);
      // The person may have answered meanwhile.
      if (abort.signal.aborted) return;
      apps = listed?.items ?? [];
      refill(pick, picks());
    } catch (error) {
      if (!abort.signal.aborted) log.warn(`Apps for the tail's choice: ${toError(error).message}`);
    } finally {
      pick.busy = false;
    }
  })();
  const chosen = await new Promise<Answer | undefined>((resolve) => {
    pick.onDidAccept(() => {
      const [row] = pick.selectedItems;
      // Enter may come before the row that was made of the text.
      const answer = row === undefined ? readPasted(pick.value) : row.filter;
      if (answer !== undefined) resolve(answer);
      else if (row === undefined) pick.items = [...picks(), whatIsTaken()];
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  abort.abort();
  pick.hide();
  await filled;
  pick.dispose();
  const filter = typeof chosen === 'function' ? await chosen() : chosen;
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

/** What was typed, where no row stands for it. Its label holds nothing of it, so that VS Code puts rows that do first. */
function pickTyped(typed: string, apps: readonly App[]): FilterPick[] {
  const filter = readPasted(typed);
  if (filter === undefined || apps.some(({ endpointId }) => endpointId === filter.appId)) return [];
  const { appId, requestId, jobId } = filter;
  const pick = (label: string, id: unknown): FilterPick[] => [
    { label, description: String(id), alwaysShow: true, filter },
  ];
  if (appId !== undefined) return pick(`$(package) ${vscode.l10n.t('App')}`, appId);
  if (jobId !== undefined) return pick(`$(server-process) ${vscode.l10n.t('Runner')}`, jobId);
  return pick(`$(symbol-event) ${vscode.l10n.t('Request')}`, requestId);
}

const whatIsTaken = (): FilterPick => ({
  label: `$(info) ${vscode.l10n.t('Type an app as owner/name, or paste a request id.')}`,
  alwaysShow: true,
});

async function askOne(name: 'requestId' | 'jobId'): Promise<LogFilter | undefined> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tail fal logs'),
    prompt:
      name === 'requestId'
        ? vscode.l10n.t('Paste a request id, or text with one in it.')
        : vscode.l10n.t('Paste a runner id, or text with one in it.'),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('It must not be empty.') : fieldProblem(name, text),
  });
  return typed === undefined ? undefined : readField(name, typed);
}
