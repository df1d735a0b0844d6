import type { Head, HeadFact, PageWords } from '../../src/core/payload/view';
import { drawTimes } from './drawTimes';
import { make, quote, say } from './element';
import { makeIconButton } from './icons';

export interface HeadParts {
  readonly goToField: (problem: number) => void;
  readonly find: () => void;
}

export interface DrawnHead {
  readonly element: HTMLElement;
  /** What came to be known later. */
  addFacts(facts: readonly HeadFact[]): void;
}

/** Which request this is, how it ended, when, and what went wrong. */
export function drawHead(head: Head, words: PageWords, parts: HeadParts): DrawnHead {
  const facts = make('dl', 'facts', ...head.facts.map(drawFact));
  facts.ariaLabel = words.facts;
  const title = make(
    'div',
    'title',
    quote('h1', '', head.endpoint),
    say('span', `status ${head.status.tone}`, head.status.text),
    make('span', 'fill'),
    makeIconButton('find', words.find, parts.find),
  );
  const problems = head.problems.length === 0 ? undefined : drawProblems(head, words, parts);
  const element = make('header', 'head', title, facts, drawTimes(head.times, words.times), problems);
  let added: HTMLElement[] = [];
  return {
    element,
    addFacts: (more) => {
      for (const each of added) each.remove();
      added = more.map(drawFact);
      facts.append(...added);
    },
  };
}

function drawFact({ label, value, hint }: HeadFact): HTMLElement {
  const fact = make('div', 'fact', say('dt', '', label), quote('dd', '', value));
  if (hint !== undefined) fact.title = hint;
  return fact;
}

function drawProblems({ problems }: Head, words: PageWords, { goToField }: HeadParts): HTMLElement {
  const items = problems.map(({ field, canGo, isAbsent, text }, number) => {
    if (field === undefined) return make('li', '', quote('span', '', text));
    const named = quote(canGo ? 'button' : 'span', 'field', field);
    if (named instanceof HTMLButtonElement) {
      named.type = 'button';
      named.addEventListener('click', () => goToField(number));
    }
    const absent = isAbsent === true ? say('span', 'absent', ` ${words.absent}`) : undefined;
    return make('li', '', named, absent, say('span', '', ': '), quote('span', '', text));
  });
  const section = make('section', 'problems', say('h2', '', words.problems), make('ul', '', ...items));
  section.ariaLabel = words.problems;
  return section;
}
