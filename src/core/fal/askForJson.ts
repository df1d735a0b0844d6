import * as l10n from '@vscode/l10n';
import { isAbort, rootCause } from '../base/errors';
import { redact } from '../base/redact';
import { textOf } from './bytes';
import { FalError } from './errors';
import { ANSWER_WITHIN_MS, ask, type Answer, type HttpOptions, type Question } from './http';
import { unexpected } from './parseAnswer';

/** Hears the beginning of an answer that takes long. */
export type Arriving = (beginning: string) => void;

/**
 * JSON without the key, which an app may have been given or have printed. It is told from other answers by its type or
 * by how it begins: what stands before fal may forget the one and not the other.
 */
export async function askForJson(
  options: HttpOptions,
  question: Question,
  arriving?: Arriving,
): Promise<string> {
  const answer = await ask(options, question);
  const text = await readJson(answer, question.signal, arriving);
  if (text.trim() === '') throw unexpected('body', l10n.t('an empty body'));
  const type = contentTypeOf(answer);
  if (/^application\/([\w.-]+\+)?json\b/i.test(type) || /^\s*[[{]/.test(text)) return text;
  throw unexpected('content-type', l10n.t('“{0}” in place of JSON', type));
}

async function readJson(answer: Answer, signal?: AbortSignal, arriving?: Arriving): Promise<string> {
  const { body, hideKeyInJson } = answer;
  const arrived =
    arriving && ((beginning: string) => void hideKeyInJson(beginning).then(arriving, () => undefined));
  try {
    return await hideKeyInJson(await textOf(body, ANSWER_WITHIN_MS, { signal, arriving: arrived }));
  } catch (error) {
    throw brokenBody(error, answer, signal);
  }
}

/** A connection that breaks after its answer began. */
export function brokenBody(error: unknown, { hideKey }: Answer, signal: AbortSignal | undefined): unknown {
  if (error instanceof FalError || isAbort(error)) return error;
  if (signal?.aborted === true) return new DOMException('The question was withdrawn.', 'AbortError');
  return new FalError({ kind: 'unreachable', what: redact(hideKey(rootCause(error))) }, error);
}

export const contentTypeOf = ({ headers, hideKey }: Answer): string =>
  hideKey(headers.get('content-type') ?? '');
