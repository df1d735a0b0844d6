import type { Head, PageWords } from '../../src/core/payload/protocol';
import { make, quote, say } from './element';

/** Which request this is, how it ended, when, and what went wrong. */
export function drawHead(head: Head, words: PageWords): HTMLElement {
  const facts = make('dl', 'facts');
  facts.ariaLabel = words.facts;
  for (const { label, value, hint } of head.facts) {
    const fact = make('div', 'fact', say('dt', '', label), quote('dd', '', value));
    if (hint !== undefined) fact.title = hint;
    facts.append(fact);
  }
  return make(
    'header',
    'head',
    make(
      'div',
      'title',
      quote('h1', '', head.endpoint),
      say('span', `status ${head.status.tone}`, head.status.text),
    ),
    facts,
    head.problems.length === 0 ? undefined : drawProblems(head, words),
  );
}

function drawProblems({ problems }: Head, words: PageWords): HTMLElement {
  const section = make(
    'section',
    'problems',
    say('h2', '', words.problems),
    make(
      'ul',
      '',
      ...problems.map(({ field, text }) =>
        make(
          'li',
          '',
          field === undefined ? undefined : quote('code', 'field', field),
          field === undefined ? undefined : say('span', '', ': '),
          quote('span', '', text),
        ),
      ),
    ),
  );
  section.ariaLabel = words.problems;
  return section;
}
