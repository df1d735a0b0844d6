import { isLosslessNumber, parse } from 'lossless-json';
import type { JsonText } from '../fal/types';
import { describeErrorType } from './errorTypes';
import type { JsonIndex } from './jsonIndex';
import { makeVisible } from './visibleText';

/** One thing that went wrong, in fal's own words. */
export interface Problem {
  /** The input's field it is about, as `image_urls[0]`. */
  readonly field?: string;
  /** The same, by its steps. */
  readonly steps?: readonly (string | number)[];
  readonly text: string;
}

/** Explanations are short; a long output is a result. */
const MAX_LENGTH = 1_000_000;
/** `lossless-json` calls itself at every level. */
const MAX_DEPTH = 200;
const MAX_PROBLEMS = 20;
const MAX_WORDS = 600;

/**
 * What the output of a failed request says about why, in the shapes that fal is known to use: `detail` as a string or
 * as a list of `{loc, msg}`, an `error_type`, an `error` with a message. Nothing where it says nothing.
 */
export function explainFailure(output: JsonIndex | undefined): readonly Problem[] {
  if (output === undefined || output.text.length > MAX_LENGTH || output.deepest > MAX_DEPTH) return [];
  const answer = readLossless(output.text);
  if (typeof answer === 'string') return asProblems(answer);
  const detail = member(answer, 'detail');
  if (Array.isArray(detail)) return detail.flatMap(readDetail).slice(0, MAX_PROBLEMS);
  const said =
    words(detail) ?? words(member(detail, 'msg')) ?? words(member(detail, 'message')) ?? ofError(answer);
  const type = words(member(answer, 'error_type'));
  const traceback = words(member(answer, 'traceback')) ?? words(member(member(answer, 'error'), 'traceback'));
  const meaning = type === undefined ? undefined : describeErrorType(type);
  const named = said ?? meaning;
  return [
    ...(named === undefined ? [] : asProblems(type === undefined ? named : `${named} (${type})`)),
    ...(named === undefined && type !== undefined ? asProblems(type) : []),
    ...(said !== undefined && meaning !== undefined ? asProblems(meaning) : []),
    ...(traceback === undefined ? [] : asProblems(lastLine(traceback))),
  ];
}

/** The exception itself stands last in Python's tracebacks, and first in those that fal's runner writes. */
function lastLine(traceback: string): string {
  const lines = traceback.split('\n').filter((line) => line.trim() !== '');
  const isException = (line: string) => /^[\w.]*(?:Error|Exception|Exit|Interrupt)\b/.test(line);
  return lines.findLast(isException) ?? lines.at(-1) ?? traceback;
}

/** The last of equal keys holds, as in Python, which reads what fal's models send. */
const readLossless = (text: JsonText): unknown =>
  parse(text, undefined, { onDuplicateKey: ({ newValue }) => newValue });

function ofError(answer: unknown): string | undefined {
  const error = member(answer, 'error');
  return words(error) ?? words(member(error, 'message')) ?? words(member(answer, 'message'));
}

function readDetail(entry: unknown): Problem[] {
  if (typeof entry === 'string') return asProblems(entry);
  const said = words(member(entry, 'msg')) ?? words(member(entry, 'type'));
  if (said === undefined) return [];
  const steps = readPlace(member(entry, 'loc'));
  const field = steps.reduce<string>(addField, '');
  return [field === '' ? { text: shorten(said) } : { field: shorten(field), steps, text: shorten(said) }];
}

/** `["body", "image_urls", 0]` without the body. */
function readPlace(loc: unknown): (string | number)[] {
  if (!Array.isArray(loc)) return [];
  const steps = loc.flatMap((step: unknown): (string | number)[] => {
    if (typeof step === 'string') return [step];
    return typeof step === 'number' || isLosslessNumber(step) ? [Number(step)] : [];
  });
  return steps[0] === 'body' ? steps.slice(1) : steps;
}

/** fal writes some places with dots of its own, so a name is taken as it is. */
function addField(before: string, step: string | number): string {
  if (typeof step === 'number') return `${before}[${step}]`;
  return before === '' ? step : `${before}.${step}`;
}

/** Only its own members: a payload may name `__proto__`. */
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;

const words = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

const asProblems = (text: string): Problem[] => [{ text: shorten(text) }];

const shorten = (text: string): string =>
  makeVisible(text.length > MAX_WORDS ? `${text.slice(0, MAX_WORDS)}…` : text);
