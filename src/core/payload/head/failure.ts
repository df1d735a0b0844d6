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

/**
 * What the output of a failed request says about why, in the shapes that fal is known to use: `detail` as a string or
 * as a list of `{loc, msg}`, an `error_type`, an `error` with a message, a traceback. Nothing where it says nothing.
 */
export function explainFailure(output: JsonIndex | undefined): readonly Problem[] {
  if (output === undefined) return [];
  const { root } = output;
  const at = (...names: string[]): JsonValue | undefined =>
    names.reduce<JsonValue | undefined>((value, name) => member(output, value, name), root);
  const say = (value: JsonValue | undefined) => words(output, value);
  const whole = say(root);
  if (whole !== undefined) return asProblems(whole);
  const detail = at('detail');
  if (detail?.kind === 'array') return readDetails(output, detail);
  const said =
    say(detail) ??
    say(at('detail', 'msg')) ??
    say(at('detail', 'message')) ??
    say(at('error')) ??
    say(at('error', 'message')) ??
    say(at('message'));
  const traceback = say(at('traceback')) ?? say(at('error', 'traceback'));
  return [
    ...nameProblem(said, say(at('error_type'))),
    ...(traceback === undefined ? [] : asProblems(lastLine(traceback))),
  ];
}

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
  const isException = (line: string) => /^[\w.]*(?:Error|Exception|Exit|Interrupt)\b/.test(line);
  return lines.findLast(isException) ?? lines.at(-1) ?? traceback;
}

function readDetails(index: JsonIndex, details: JsonValue): Problem[] {
  const problems: Problem[] = [];
  for (const { value } of index.children(details)) {
    if (problems.length === MAX_PROBLEMS) break;
    problems.push(...readDetail(index, value));
  }
  return problems;
}

function readDetail(index: JsonIndex, entry: JsonValue): Problem[] {
  const said =
    words(index, entry) ??
    words(index, member(index, entry, 'msg')) ??
    words(index, member(index, entry, 'type'));
  if (said === undefined) return [];
  const steps = readPlace(index, member(index, entry, 'loc'));
  const field = steps.reduce<string>(addField, '');
  return [field === '' ? { text: shorten(said) } : { field: shorten(field), steps, text: shorten(said) }];
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
  return text.trim() === '' ? undefined : text;
}

const tokenOf = (index: JsonIndex, { start, end }: JsonValue): string => index.text.slice(start, end);

const asProblems = (text: string): Problem[] => [{ text: shorten(text) }];

const shorten = (text: string): string =>
  makeVisible(text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS)}…` : text);
