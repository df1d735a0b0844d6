import type { PageWords } from '../../src/core/payload/view';
import type { Fact } from '../../src/core/payload/protocol';
import { make, makeButton, quote, say } from './element';
import { RowTree, type RowTreeParts } from './rowTree';

export interface StringParts extends Omit<
  RowTreeParts,
  'area' | 'label' | 'words' | 'toggle' | 'collapseAll' | 'showAll'
> {
  readonly copyAll: () => void;
  readonly close: () => void;
}

/** A long string, whole: its lines in place of the payloads until it is closed. */
export function drawString(
  { title, size, window }: Extract<Fact, { type: 'stringShown' }>,
  words: PageWords,
  parts: StringParts,
): { readonly element: HTMLElement; readonly tree: RowTree } {
  const element = make(
    'section',
    'whole is-text',
    make(
      'div',
      'heading',
      quote('h2', 'path', title),
      say('span', 'size', size),
      makeButton('quiet', words.copyAll, parts.copyAll),
      makeButton('quiet', words.close, parts.close),
    ),
  );
  element.ariaLabel = title;
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') parts.close();
  });
  const nothing = () => undefined;
  const tree = new RowTree({
    ...parts,
    area: 'string',
    label: title,
    words,
    toggle: nothing,
    collapseAll: undefined,
    showAll: nothing,
  });
  element.append(tree.element);
  tree.take(window);
  return { element, tree };
}
