import * as l10n from '@vscode/l10n';
import * as v from 'valibot';

/** A command's argument, a setting or a typed text that cannot be taken. The message names the field. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';

  /** @param takes what the field takes, where its value is wrong: it may have another name where it is typed. */
  constructor(
    message: string,
    readonly takes?: string,
  ) {
    super(message);
  }
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
  if (field !== null && issue.type.endsWith('object')) {
    if (issue.expected === 'never') throw new ArgumentError(l10n.t('There is no field “{0}” here.', field));
    // A name in quotes: that of the field which the object lacks.
    if (issue.expected?.startsWith('"'))
      throw new ArgumentError(l10n.t('The field “{0}” is missing.', field));
  }
  if (field === null) throw new ArgumentError(l10n.t('Wrong argument: {0}', takes(issue)));
  throw wrongValue(field, takes(issue));
}

/**
 * Reads what was typed for one field.
 * @throws {ArgumentError} naming the field by its title, whatever it is called in an argument.
 */
export function readTyped<T>(title: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ArgumentError) || error.takes === undefined) throw error;
    throw wrongValue(title, error.takes);
  }
}

/** What is wrong with what was typed, in words for the box it was typed into. */
export function typedProblem(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ArgumentError) return error.message;
    throw error;
  }
}

export const wrongValue = (field: string, takes: string): ArgumentError =>
  new ArgumentError(l10n.t('Wrong value for “{0}”: {1}', field, takes), takes);

/** Our schemas state their own messages; valibot's speak of types where they do not. */
const takes = ({ message, expected }: v.BaseIssue<unknown>): string =>
  message.startsWith('Invalid ') && expected !== null ? l10n.t('it takes {0}.', nameType(expected)) : message;

function nameType(expected: string): string {
  switch (expected) {
    case 'Object':
      return l10n.t('an object');
    case 'Array':
      return l10n.t('a list');
    case 'string':
      return l10n.t('a text');
    case 'boolean':
      return l10n.t('true or false');
    default:
      return expected;
  }
}

/** A text that is one of these. */
export const oneOf = <const T extends readonly string[]>(names: T) =>
  v.picklist(names, () => l10n.t('it takes one of {0}.', names.join(', ')));
