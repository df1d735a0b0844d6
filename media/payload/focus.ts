import type { Pane } from '../../src/core/payload/view';
import type { RowTree } from './rowTree';

/** Where the keyboard goes on when all is drawn anew. */
export type Focusable = Pane | 'logs' | 'find';

/** On the tree; where there is none, on the button to try again, which stands last; else on what is still awaited. */
export function focusIn(section: HTMLElement, tree: RowTree | undefined): void {
  const last = [...section.querySelectorAll('button')].at(-1);
  if (tree !== undefined) tree.focus();
  else if (last !== undefined) last.focus();
  else {
    section.tabIndex = -1;
    section.focus();
  }
}
