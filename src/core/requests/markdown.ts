import { showPlain } from './plainText';

/**
 * Text from outside as a Markdown code span: nothing in it is a link, an icon, a command or HTML. Escaping alone
 * would leave bare addresses, which become links by themselves.
 */
export function codeSpan(text: string): string {
  const plain = showPlain(text);
  if (plain.trim() === '') return '` `';
  const runs = plain.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  // A span strips one space at either end, and needs one where its text begins or ends with a backtick.
  return `${fence} ${plain} ${fence}`;
}

/** One of a tooltip's lines: the label is ours, the value came from outside. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Facts as Markdown lines, each value as text and nothing else. */
export const writeFacts = (facts: readonly Fact[]): string =>
  facts.map(({ label, value }) => `${label}: ${codeSpan(value)}`).join('  \n');
