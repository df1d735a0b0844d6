import type { Row } from '../../src/core/payload/view';

export type Move = { readonly type: 'go'; readonly to: number } | { readonly type: 'toggle' };

interface Where {
  readonly active: number;
  readonly total: number;
  /** Rows that a page key goes. */
  readonly page: number;
  /** The active row, where it has come. */
  readonly row?: Row;
}

/**
 * Whether a letter's key was pressed, whatever Caps Lock says; on a keyboard that writes no Latin letters, the key in
 * its place.
 */
export const isLetter = ({ key, code }: KeyboardEvent, letter: string): boolean =>
  /^[a-z]$/i.test(key) ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`;

/** Ctrl, or the key that stands for it on a Mac, and no other beside it. */
export const isCommand = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean =>
  (ctrlKey || metaKey) && !altKey && !shiftKey;

/** The character that a key writes, where it writes one; a space does something else in a tree. */
export const typedBy = ({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): string | undefined =>
  !ctrlKey && !metaKey && !altKey && !isComposing && /^[^ ]$/u.test(key) ? key : undefined;

/** What a key does, as in VS Code's own trees; `undefined` for keys that mean nothing here. */
export function moveFor(event: KeyboardEvent, where: Where): Move | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const { active, total, page, row } = where;
  switch (event.key) {
    case 'ArrowDown':
      return go(active + 1);
    case 'ArrowUp':
      return go(active - 1);
    case 'PageDown':
      return go(active + page);
    case 'PageUp':
      return go(active - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(total - 1);
    case 'ArrowRight':
      if (row?.isExpanded === false) return { type: 'toggle' };
      return row?.isExpanded === true ? go(active + 1) : undefined;
    case 'ArrowLeft':
      if (row?.isExpanded === true) return { type: 'toggle' };
      return row?.parentRow === undefined ? undefined : go(row.parentRow);
    case 'Enter':
    case ' ':
      return { type: 'toggle' };
    default:
      return undefined;
  }
}

const go = (to: number): Move => ({ type: 'go', to });
