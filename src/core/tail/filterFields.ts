import * as l10n from '@vscode/l10n';
import { ArgumentError, readTyped, typedProblem } from '../base/argumentError';
import { extractRequestId } from '../requests/requestId';
import { readLogFilter, RUN_SOURCES, type LogFilter } from './filter';
import { parseLabel, writeLabel } from './labelText';
import { LEVELS } from './level';
import { extractRunnerId, readAppId } from './pasted';

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
  {
    name: 'appId',
    title: l10n.t('App'),
    hint: l10n.t('owner/name, or the address of its page; several with commas between'),
  },
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
 * @throws {ArgumentError} naming the field by its title, and what it takes.
 */
export function readField(name: keyof LogFilter, typed: string): LogFilter {
  const text = typed.trim();
  if (text === '') return { [name]: undefined };
  return read(name, () => readLogFilter({ [name]: valueOf(name, text) }));
}

/** Why a typed value cannot be taken beside what is set, in words for the box it was typed into. */
export function fieldProblem(
  name: keyof LogFilter,
  typed: string,
  filter: LogFilter = {},
): string | undefined {
  return typedProblem(() => {
    const field = readField(name, typed);
    // Each field is right by itself, so what may be wrong with them all is where they end.
    read('until', () => readLogFilter({ ...filter, ...field }));
  });
}

const read = (name: keyof LogFilter, readIt: () => LogFilter): LogFilter =>
  readTyped(filterFields().find((field) => field.name === name)?.title ?? name, readIt);

export function writeField(name: keyof LogFilter, filter: LogFilter): string {
  if (name === 'labels') return (filter.labels ?? []).map(writeLabel).join('; ');
  const value = filter[name];
  return value === undefined ? '' : typeof value === 'object' ? value.join(', ') : String(value);
}

function valueOf(name: keyof LogFilter, text: string): unknown {
  switch (name) {
    case 'appId':
      return partsOf(text, ',').map(
        (app) => readAppId(app) ?? refuse(l10n.t('An app is named owner/name, such as acme/shop.')),
      );
    case 'requestId':
      return (
        extractRequestId(text) ??
        refuse(l10n.t('There is no request id in this. One looks like 019e6d0a-e5be-7b82-b329-35ae64296902.'))
      );
    case 'jobId':
      return (
        extractRunnerId(text) ??
        refuse(l10n.t('There is no runner id in this. One looks like e6a6cf77-e803-4435-a647-7d9100ef79d9.'))
      );
    case 'traceback':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'labels':
      return partsOf(text, ';').map(
        (label) =>
          parseLabel(label) ??
          refuse(l10n.t('A label is written key=value, key!=value, key in a, b or key not in a, b.')),
      );
    default:
      return text;
  }
}

/** One that ends with a separator is about to go on. */
function partsOf(text: string, separator: string): readonly string[] {
  const parts = text.split(separator).map((part) => part.trim());
  return parts.at(-1) === '' ? parts.slice(0, -1) : parts;
}

function refuse(words: string): never {
  throw new ArgumentError(words);
}
