import * as l10n from '@vscode/l10n';
import * as v from 'valibot';

/** A command's argument, a setting or a typed text that cannot be taken. The message names the field. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/**
 * Reads an argument that came from outside, say from a key binding.
 * @throws {ArgumentError} naming the first wrong field and what it takes.
 */
export function readArgument<const S extends v.GenericSchema>(
  schema: S,
  argument: unknown,
): v.InferOutput<S> {
  const read = v.safeParse(schema, argument);
  if (read.success) return read.output;
  const [issue] = read.issues;
  const field = v.getDotPath(issue);
  const isUnknownField = issue.type === 'strict_object' && issue.expected === 'never' && field !== null;
  if (isUnknownField) throw new ArgumentError(l10n.t('There is no field “{0}” here.', field));
  throw new ArgumentError(
    field === null
      ? l10n.t('Wrong argument: {0}', takes(issue))
      : l10n.t('Wrong value for “{0}”: {1}', field, takes(issue)),
  );
}

/** Our schemas state their own messages; valibot's speak of types where they do not. */
const takes = (issue: v.BaseIssue<unknown>): string =>
  issue.message.startsWith('Invalid ') && issue.expected !== null
    ? l10n.t('it takes {0}.', issue.expected)
    : issue.message;
