import * as vscode from 'vscode';
import type { Logger } from '../../core/base/logger';
import { toError } from '../../core/base/errors';
import type { App } from '../../core/fal/types';
import type { LogFilter } from '../../core/tail/filter';

interface FilterPick extends vscode.QuickPickItem {
  /** What the pick stands for; a function asks on. */
  readonly filter?: LogFilter | (() => Promise<LogFilter | undefined>);
}

/**
 * Asks what to tail: all apps, one app, one request, one runner. Opens at once and takes the apps in when fal has
 * answered; without that answer everything but the apps still works.
 */
export async function askFilter(
  listApps: (signal: AbortSignal) => Promise<readonly App[] | undefined>,
  log: Logger,
): Promise<LogFilter | undefined> {
  const abort = new AbortController();
  const pick = vscode.window.createQuickPick<FilterPick>();
  pick.title = vscode.l10n.t('Tail fal logs');
  pick.placeholder = vscode.l10n.t('What do you want to follow?');
  pick.matchOnDescription = true;
  pick.busy = true;
  pick.items = picksFor([]);
  const shown = (async () => {
    try {
      const apps = await listApps(abort.signal);
      // The person may have answered meanwhile.
      if (!abort.signal.aborted) pick.items = picksFor(apps ?? []);
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
  await shown;
  pick.dispose();
  const filter = chosen?.filter;
  return typeof filter === 'function' ? filter() : filter;
}

function picksFor(apps: readonly App[]): FilterPick[] {
  const separator = (label: string): FilterPick => ({ label, kind: vscode.QuickPickItemKind.Separator });
  return [
    { label: `$(list-flat) ${vscode.l10n.t('All apps')}`, filter: {} },
    ...(apps.length === 0 ? [] : [separator(vscode.l10n.t('apps'))]),
    ...apps.map((app): FilterPick => ({
      label: `$(package) ${app.endpointId}`,
      description: app.environment === 'main' ? undefined : app.environment,
      filter: { appId: app.endpointId },
    })),
    separator(vscode.l10n.t('more')),
    {
      label: `$(symbol-event) ${vscode.l10n.t('A request…')}`,
      filter: () => askFor(vscode.l10n.t('Request id'), (requestId) => ({ requestId })),
    },
    {
      label: `$(server-process) ${vscode.l10n.t('A runner…')}`,
      filter: () => askFor(vscode.l10n.t('Runner id'), (jobId) => ({ jobId })),
    },
    {
      label: `$(search) ${vscode.l10n.t('A text…')}`,
      filter: () => askFor(vscode.l10n.t('Text to search for'), (search) => ({ search })),
    },
  ];
}

async function askFor(prompt: string, toFilter: (text: string) => LogFilter): Promise<LogFilter | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Tail fal logs'),
    prompt,
    validateInput: (typed) => (typed.trim() === '' ? vscode.l10n.t('It must not be empty.') : undefined),
  });
  return text === undefined ? undefined : toFilter(text.trim());
}
