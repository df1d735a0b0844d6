import * as vscode from 'vscode';
import { readTyped, typedProblem } from '../../core/base/argumentError';
import { toError } from '../../core/base/errors';
import { isFiltering, readRequestFilter, type RequestFilter } from '../../core/requests/requestFilter';

interface Choice extends vscode.QuickPickItem {
  /** What becomes of the filter; `undefined` asks for a range first. */
  readonly change?: (filter: RequestFilter) => RequestFilter;
}

interface Range {
  readonly label: string;
  /** Without one it is fal's own. */
  readonly since?: string;
}

/**
 * Offers status, range and order, each beside what is on. Every choice is in force at once and the list stays, so that
 * two of them need no second visit; Escape ends it.
 */
export async function askRequestFilter(
  now: () => RequestFilter,
  apply: (filter: RequestFilter) => void,
): Promise<void> {
  if ((await pickChoices(now, apply)) !== 'anotherRange') return;
  const range = await askRange(now());
  if (range !== undefined) apply({ ...now(), ...range });
}

/** @throws what `apply` throws; then the list is gone. */
function pickChoices(
  now: () => RequestFilter,
  apply: (filter: RequestFilter) => void,
): Promise<'done' | 'anotherRange'> {
  const picker = vscode.window.createQuickPick<Choice>();
  picker.title = vscode.l10n.t('Filter Requests');
  picker.placeholder = vscode.l10n.t('Each choice is shown at once. Press Escape when done.');
  picker.keepScrollPosition = true;
  const draw = (): void => {
    const label = picker.activeItems[0]?.label;
    picker.items = choices(now());
    picker.activeItems = picker.items.filter((item) => item.label === label);
  };
  draw();
  const picked = new Promise<'done' | 'anotherRange'>((resolve, reject) => {
    picker.onDidAccept(() => {
      const [chosen] = picker.activeItems;
      if (chosen === undefined) return;
      if (chosen.change === undefined) {
        resolve('anotherRange');
        return;
      }
      try {
        apply(chosen.change(now()));
        draw();
      } catch (error) {
        reject(toError(error));
      }
    });
    picker.onDidHide(() => resolve('done'));
    picker.show();
  });
  return picked.finally(() => picker.dispose());
}

function choices(filter: RequestFilter): Choice[] {
  const heading = (label: string): Choice => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choice = (label: string, isOn: boolean, change?: Choice['change']): Choice => ({
    label,
    iconPath: new vscode.ThemeIcon(isOn ? 'pass-filled' : 'circle-large-outline'),
    ...(isOn ? { description: vscode.l10n.t('on') } : {}),
    ...(change === undefined ? {} : { change }),
  });
  const status = (label: string, value: RequestFilter['status']): Choice =>
    choice(label, filter.status === value, (each) => ({ ...each, status: value }));
  const isRange = (since: string | undefined): boolean =>
    filter.since === since && filter.until === undefined;
  const range = ({ label, since }: Range): Choice =>
    choice(label, isRange(since), (each) => ({ ...each, since, until: undefined }));
  const order = (label: string, sortBy: RequestFilter['sortBy']): Choice =>
    choice(label, filter.sortBy === sortBy, (each) => ({ ...each, sortBy }));
  const ranges: readonly Range[] = [
    { label: vscode.l10n.t('Last 15 minutes'), since: '15m' },
    { label: vscode.l10n.t('Last hour'), since: '1h' },
    { label: vscode.l10n.t('Last 24 hours') },
    { label: vscode.l10n.t('Last 7 days'), since: '7d' },
    { label: vscode.l10n.t('Last 30 days'), since: '30d' },
  ];
  return [
    heading(vscode.l10n.t('Status')),
    status(vscode.l10n.t('Any status'), undefined),
    status(vscode.l10n.t('Errors (5xx)'), 'error'),
    status(vscode.l10n.t('User errors (4xx)'), 'user_error'),
    status(vscode.l10n.t('Successes'), 'success'),
    heading(vscode.l10n.t('Time')),
    ...ranges.map(range),
    choice(vscode.l10n.t('Another range…'), !ranges.some(({ since }) => isRange(since))),
    heading(vscode.l10n.t('Order')),
    order(vscode.l10n.t('Newest first'), undefined),
    order(vscode.l10n.t('Slowest first'), 'duration'),
    ...(isFiltering(filter)
      ? [
          heading(''),
          {
            label: vscode.l10n.t('Clear filter'),
            iconPath: new vscode.ThemeIcon('clear-all'),
            change: () => ({}),
          },
        ]
      : []),
  ];
}

async function askRange({
  since,
  until,
}: RequestFilter): Promise<Pick<RequestFilter, 'since' | 'until'> | undefined> {
  const title = vscode.l10n.t('Filter Requests');
  const from = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('From when on? A span such as 90m or 3d, or a time such as 2026-01-31T08:00:00Z.'),
    value: since ?? '24h',
    validateInput: (text) => problemWith(vscode.l10n.t('Since'), { since: text }),
  });
  if (from === undefined) return undefined;
  const to = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Until when? A span such as 1h or a time; empty is until now.'),
    value: until ?? '',
    validateInput: (text) =>
      text === '' ? undefined : problemWith(vscode.l10n.t('Until'), { since: from, until: text }),
  });
  if (to === undefined) return undefined;
  return { since: from, until: to === '' ? undefined : to };
}

const problemWith = (title: string, filter: RequestFilter): string | undefined =>
  typedProblem(() => readTyped(title, () => readRequestFilter(filter)));
