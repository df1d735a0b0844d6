import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { FalError } from './errors';
import { LogEntriesWire } from './wire';

/** An answer in a form that fal does not document. */
export const unexpected = (place: string, what: string, cause?: unknown): FalError =>
  new FalError({ kind: 'unexpected', place, what }, cause);

/** @throws {FalError} `unexpected`, with the path of the first thing that is not as documented. */
export function parse<const S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw unexpected('body', l10n.t('not valid JSON'), error);
  }
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  throw describeIssue(parsed.issues[0]);
}

/** What the first of these items that is no log entry lacks to be one. */
export function whyUnreadable(items: readonly unknown[]): FalError {
  const [issue] = v.safeParse(LogEntriesWire, { items }).issues ?? [];
  return issue === undefined ? unexpected('items', l10n.t('missing')) : describeIssue(issue);
}

/** @param within the path of what was read; without one it is the whole body. */
export function describeIssue(issue: v.BaseIssue<unknown>, within?: string): FalError {
  const path = v.getDotPath(issue);
  if (path === null) return unexpected(within ?? 'body', l10n.t('not an object'));
  const place = within === undefined ? path : `${within}.${path}`;
  // A name in quotes: that of what is not there.
  const isMissing = issue.expected?.startsWith('"') === true;
  return unexpected(
    place,
    isMissing ? l10n.t('missing') : l10n.t('expected {0}', issue.expected ?? issue.message),
  );
}
