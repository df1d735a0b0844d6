import type { Row } from '../../src/core/payload/view';
import type { Copy } from '../../src/core/payload/protocol';
import { isCommand, isLetter, typedBy } from './keyboard';

export interface RowActions {
  /** Not of what has not all come, as with `showAll`. */
  readonly copy?: (id: number, as: Copy) => void;
  /** Closes all that is open. */
  readonly collapseAll?: (id: number) => void;
  /** A character was typed: here it begins a search. */
  readonly type?: (text: string) => void;
}

/** What a key does with the active row beyond moving; `undefined` for keys that mean nothing of that kind. */
export function actionFor(event: KeyboardEvent, { id }: Row, actions: RowActions): (() => void) | undefined {
  const { copy, collapseAll, type } = actions;
  const isText = document.getSelection()?.isCollapsed === false;
  if (isCommand(event) && isLetter(event, 'c')) return isText ? undefined : copy && (() => copy(id, 'value'));
  if (isCommand(event) && event.key === 'ArrowLeft') return collapseAll && (() => collapseAll(id));
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  if (shiftKey && altKey && !ctrlKey && !metaKey && isLetter(event, 'c'))
    return copy && (() => copy(id, 'path'));
  const typed = typedBy(event);
  return typed === undefined ? undefined : type && (() => type(typed));
}
