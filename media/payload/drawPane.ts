import type { PageWords, Pane, PaneView } from '../../src/core/payload/view';
import { make, makeButton, say } from './element';
import { RowTree, type RowTreeParts } from './rowTree';

export interface PaneParts extends Omit<RowTreeParts, 'area' | 'label' | 'words'> {
  readonly copyAll: () => void;
  readonly openJson: () => void;
  readonly retry: () => void;
}

/** A payload with its heading: a tree, a text with its problem, or why it is missing. */
export function drawPane(
  pane: Pane,
  view: PaneView,
  words: PageWords,
  parts: PaneParts,
): { readonly element: HTMLElement; readonly tree?: RowTree } {
  const label = words[pane];
  const heading = make('div', 'heading', say('h2', '', label));
  const element = make('section', `pane is-${view.state}`, heading);
  element.ariaLabel = label;
  if (view.state === 'missing') {
    element.append(drawMissing(view, words, parts));
    return { element };
  }
  if (view.state === 'arriving') heading.append(say('span', 'size', view.note));
  else
    heading.append(
      say('span', 'size', view.size),
      makeButton('quiet', words.copyAll, parts.copyAll),
      makeButton('quiet', words.openJson, parts.openJson),
    );
  if (view.state === 'text') element.append(say('p', 'problem', view.problem));
  const offers = view.state === 'arriving' ? { copy: undefined, showAll: undefined } : {};
  const tree = new RowTree({ ...parts, ...offers, area: pane, label, words });
  element.append(tree.element);
  tree.take(view.window);
  return { element, tree };
}

function drawMissing(
  view: Extract<PaneView, { state: 'missing' }>,
  words: PageWords,
  { retry }: PaneParts,
): HTMLElement {
  return make(
    'div',
    'reasons',
    say('p', '', view.message),
    make('ul', '', ...view.reasons.map((reason) => say('li', '', reason))),
    makeButton('secondary', words.retry, retry),
  );
}
