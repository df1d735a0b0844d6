import { isLosslessNumber, parse } from 'lossless-json';
import type { JsonText } from '../fal/types';
import type { JsonIndex } from './jsonIndex';
import { makeVisible } from './visibleText';

/** One thing that went wrong, in fal's own words. */
export interface Problem {
  /** The input's field it is about, as `image_urls[0]`. */
  readonly field?: string;
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
  if (said === undefined) return type === undefined ? [] : asProblems(type);
  return asProblems(type === undefined ? said : `${said} (${type})`);
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
  return said === undefined ? [] : [{ field: readPlace(member(entry, 'loc')), text: shorten(said) }];
}

/** `["body", "image_urls", 0]` as `image_urls[0]`. */
function readPlace(loc: unknown): string | undefined {
  if (!Array.isArray(loc)) return undefined;
  const steps = loc.filter(
    (step) => typeof step === 'string' || typeof step === 'number' || isLosslessNumber(step),
  );
  const inBody = steps[0] === 'body' ? steps.slice(1) : steps;
  const path = inBody.reduce<string>((before, step) => {
    if (typeof step !== 'string') return `${before}[${String(step)}]`;
    return before === '' ? step : `${before}.${step}`;
  }, '');
  return path === '' ? undefined : shorten(path);
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
