import * as l10n from '@vscode/l10n';
import { ArgumentError } from '../base/argumentError';
import { readLogFilter, RUN_SOURCES, type LogFilter } from './filter';
import { parseLabel, writeLabel } from './labelText';
import { LEVELS } from './level';

/** One filter of the API as a person sets it. */
export interface FilterField {
  readonly name: keyof LogFilter;
  readonly title: string;
  /** What to type, or what the choice means. */
  readonly hint: string;
  /** Where there are only these. */
  readonly choices?: readonly string[];
}

export const filterFields = (): readonly FilterField[] => [
  { name: 'appId', title: l10n.t('App'), hint: l10n.t('owner/name; several with commas between') },
  {
    name: 'level',
    title: l10n.t('Level'),
    hint: l10n.t('Least level shown, judged by what a line says'),
    choices: LEVELS,
  },
  { name: 'search', title: l10n.t('Text'), hint: l10n.t('Only lines that hold this text') },
  {
    name: 'since',
    title: l10n.t('Since'),
    hint: l10n.t('30s, 5m, 2h, 1d, or a time such as 2026-01-31T08:00:00Z'),
  },
  {
    name: 'until',
    title: l10n.t('Until'),
    hint: l10n.t('A time: the tail then shows a closed range and ends'),
  },
  { name: 'requestId', title: l10n.t('Request'), hint: l10n.t('A request id') },
  { name: 'jobId', title: l10n.t('Runner'), hint: l10n.t('A runner id') },
  { name: 'revision', title: l10n.t('Revision'), hint: l10n.t('A revision id') },
  {
    name: 'runSource',
    title: l10n.t('Run source'),
    hint: l10n.t('What ran: a run, a deploy, traffic, a schedule'),
    choices: RUN_SOURCES,
  },
  {
    name: 'labels',
    title: l10n.t('Labels'),
    hint: l10n.t('key=value, key!=value, key in a, b, key not in a, b; several with ; between'),
  },
  {
    name: 'traceback',
    title: l10n.t('Tracebacks'),
    hint: l10n.t('Whether fal sends tracebacks'),
    choices: ['true', 'false'],
  },
  {
    name: 'serverLevel',
    title: l10n.t('Level at fal'),
    hint: l10n.t('fal’s own least level; it hides errors that fal marks as information'),
  },
];

/**
 * A field's value as typed. Empty unsets it.
 * @throws {ArgumentError} saying what the field takes.
 */
export function readField(name: keyof LogFilter, typed: string): LogFilter {
  const text = typed.trim();
  if (text === '') return { [name]: undefined };
  return readLogFilter({ [name]: valueOf(name, text) });
}

/** Why a typed value cannot be taken beside what is set, in words for the box it was typed into. */
export function fieldProblem(
  name: keyof LogFilter,
  typed: string,
  filter: LogFilter = {},
): string | undefined {
  try {
    readLogFilter({ ...filter, ...readField(name, typed) });
    return undefined;
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
}

export function writeField(name: keyof LogFilter, filter: LogFilter): string {
  if (name === 'labels') return (filter.labels ?? []).map(writeLabel).join('; ');
  const value = filter[name];
  return value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value);
}

function valueOf(name: keyof LogFilter, text: string): unknown {
  switch (name) {
    case 'appId':
      return text.split(',').map((app) => app.trim());
    case 'traceback':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'labels':
      return text.split(';').map((label) => {
        const parsed = parseLabel(label);
        if (parsed !== undefined) return parsed;
        throw new ArgumentError(
          l10n.t('A label is written key=value, key!=value, key in a, b or key not in a, b.'),
        );
      });
    default:
      return text;
  }
}
