import * as vscode from 'vscode';
import { readLogFilter, type LogFilter } from '../../core/tail/filter';
import {
  fieldProblem,
  filterFields,
  readField,
  writeField,
  type FilterField,
} from '../../core/tail/filterFields';
import { pickOne } from './pickOne';

interface FieldPick extends vscode.QuickPickItem {
  /** None: begin with what is set. */
  readonly field?: FilterField;
}

/** Lets a person set any filter of the API, one after the other. `undefined`: they gave up. */
export async function buildFilter(begin: LogFilter): Promise<LogFilter | undefined> {
  let filter = begin;
  for (;;) {
    const chosen = await vscode.window.showQuickPick(picksFor(filter), {
      title: vscode.l10n.t('Tail fal logs: filters'),
      placeHolder: vscode.l10n.t('Choose a filter to set, or start the tail'),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (chosen === undefined) return undefined;
    if (chosen.field === undefined) return filter;
    const typed = await askField(chosen.field, filter);
    // Escape goes back to the list, with what was set before.
    if (typed !== undefined) filter = clean({ ...filter, ...readField(chosen.field.name, typed) });
  }
}

function picksFor(filter: LogFilter): FieldPick[] {
  return [
    { label: `$(play) ${vscode.l10n.t('Start tail')}` },
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    ...filterFields().map((field): FieldPick => {
      const value = writeField(field.name, filter);
      return value === ''
        ? { label: `$(dash) ${field.title}`, description: field.hint, field }
        : { label: `$(filter-filled) ${field.title}: ${value}`, field };
    }),
  ];
}

async function askField(
  { name, title, hint, choices }: FilterField,
  filter: LogFilter,
): Promise<string | undefined> {
  if (choices === undefined) {
    return vscode.window.showInputBox({
      title,
      prompt: hint,
      value: writeField(name, filter),
      ignoreFocusOut: true,
      validateInput: (typed) => fieldProblem(name, typed, filter),
    });
  }
  const now = writeField(name, filter);
  const row = (label: string, choice: string) => ({
    label,
    choice,
    ...(choice === now ? { description: vscode.l10n.t('on') } : {}),
  });
  const picks = [row(vscode.l10n.t('Any'), ''), ...choices.map((choice) => row(choice, choice))];
  const active = picks.find(({ choice }) => choice === now);
  return (await pickOne(picks, active, { title, placeholder: hint }))?.choice;
}

/** Without what is unset, so that equal filters are equal. */
function clean(filter: LogFilter): LogFilter {
  const values: [string, unknown][] = Object.entries(filter);
  return readLogFilter(Object.fromEntries(values.filter(([, value]) => value !== undefined)));
}
