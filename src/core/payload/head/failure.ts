import * as l10n from '@vscode/l10n';
import { describeErrorType } from './errorTypes';
import type { JsonIndex, JsonValue } from '../../json/jsonIndex';
import { readString } from '../../json/strings';
import { findChild } from '../../json/valuePath';
import { makeVisible } from '../visibleText';

/** One thing that went wrong, in fal's own words. */
export interface Problem {
  /** The input's field it is about, as `image_urls[0]`. */
  readonly field?: string;
  /** The same, by its steps. */
  readonly steps?: readonly (string | number)[];
  readonly text: string;
}

/** Explanations are short; a longer text is a result. */
const MAX_LENGTH = 1_000_000;
const MAX_PROBLEMS = 20;
const MAX_STEPS = 50;
const MAX_WORDS = 600;

const TRACEBACK = 'Traceback (most recent call last)';

/**
 * What the output of a failed request says about why, in the shapes that fal is known to use: `detail` as a string, as
 * one or a list of `{loc, msg}`, an `error_type`, an `error` with a message, a traceback. Nothing where it says nothing.
 */
export function explainFailure(output: JsonIndex | undefined): readonly Problem[] {
  if (output === undefined) return [];
  const { root } = output;
  const at = (...names: string[]): JsonValue | undefined =>
    names.reduce<JsonValue | undefined>((value, name) => member(output, value, name), root);
  const say = (value: JsonValue | undefined) => words(output, value);
  const whole = say(root);
  if (whole !== undefined) return asProblems(whole);
  const details = readDetails(output, at('detail'));
  const said = say(at('detail')) ?? say(at('error')) ?? say(at('error', 'message')) ?? say(at('message'));
  const traceback = say(at('traceback')) ?? say(at('error', 'traceback'));
  return [
    ...details,
    ...nameProblem(details.length === 0 ? said : undefined, say(at('error_type'))),
    ...(traceback === undefined ? [] : asProblems(lastLine(traceback))),
  ];
}

/** Whether an output is an error’s by its form alone. */
export const looksFailed = (output: JsonIndex | undefined): boolean =>
  output !== undefined &&
  ['detail', 'error_type'].some((name) => member(output, output.root, name) !== undefined);

/** fal's words with its type, and what the type means where the words do not say it. */
function nameProblem(said: string | undefined, type: string | undefined): Problem[] {
  if (type === undefined) return said === undefined ? [] : asProblems(said);
  const meaning = describeErrorType(type);
  const named = said ?? meaning;
  if (named === undefined) return asProblems(type);
  const first = asProblems(`${named} (${type})`);
  return said === undefined || meaning === undefined ? first : [...first, ...asProblems(meaning)];
}

/** The exception itself stands last in Python's tracebacks, and first in those that fal's runner writes. */
function lastLine(traceback: string): string {
  const lines = traceback.split('\n').filter((line) => line.trim() !== '');
  const isException = (line: string) => /^[\w.]*(?:Error|Exception|Exit|Interrupt)(?::|\s*$)/.test(line);
  return lines.findLast(isException) ?? lines.at(-1) ?? traceback;
}

function readDetails(index: JsonIndex, detail: JsonValue | undefined): Problem[] {
  if (detail?.kind === 'object') return readDetail(index, detail);
  if (detail?.kind !== 'array') return [];
  const problems: Problem[] = [];
  for (const { value, index: number } of index.children(detail)) {
    if (number === MAX_PROBLEMS) break;
    problems.push(...readDetail(index, value));
  }
  const left = detail.count - MAX_PROBLEMS;
  return left > 0 ? [...problems, { text: l10n.t('and {0} more', left) }] : problems;
}

function readDetail(index: JsonIndex, entry: JsonValue): Problem[] {
  const said =
    words(index, entry) ??
    words(index, member(index, entry, 'msg')) ??
    words(index, member(index, entry, 'message')) ??
    words(index, member(index, entry, 'type'));
  if (said === undefined) return [];
  const steps = readPlace(index, member(index, entry, 'loc'));
  const field = steps.reduce<string>(addField, '');
  const text = sayShortly(said);
  return [field === '' ? { text } : { field: sayShortly(field), steps, text }];
}

/** `["body", "image_urls", 0]` without the body. */
function readPlace(index: JsonIndex, loc: JsonValue | undefined): (string | number)[] {
  if (loc?.kind !== 'array') return [];
  const steps: (string | number)[] = [];
  for (const { value } of index.children(loc)) {
    if (steps.length === MAX_STEPS) break;
    if (value.kind === 'string') steps.push(readString(tokenOf(index, value)));
    if (value.kind === 'number') steps.push(Number(tokenOf(index, value)));
  }
  return steps[0] === 'body' ? steps.slice(1) : steps;
}

/** fal writes some places with dots of its own, so a name is taken as it is. */
function addField(before: string, step: string | number): string {
  if (typeof step === 'number') return `${before}[${step}]`;
  return before === '' ? step : `${before}.${step}`;
}

const member = (index: JsonIndex, value: JsonValue | undefined, name: string): JsonValue | undefined =>
  value?.kind === 'object' ? findChild(index, value, name) : undefined;

function words(index: JsonIndex, value: JsonValue | undefined): string | undefined {
  if (value?.kind !== 'string' || value.end - value.start > MAX_LENGTH) return undefined;
  const text = readString(tokenOf(index, value));
  if (text.trim() === '') return undefined;
  return text.includes(TRACEBACK) ? lastLine(text) : text;
}

const tokenOf = (index: JsonIndex, { start, end }: JsonValue): string => index.text.slice(start, end);

const asProblems = (text: string): Problem[] => [{ text: sayShortly(text) }];

/** As much as is read in a list, and nothing in it that cannot be seen. */
export const sayShortly = (text: string): string =>
  makeVisible(text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS)}…` : text);
