import type { Row } from '../../src/core/payload/protocol';
import { make, quote, say } from './element';

/** A row as a tree item: mark, key, value, what is cut. `number` is its place among the visible rows. */
export function drawRow(row: Row, elementId: string, copyWords: string): HTMLElement {
  const element = make(
    'div',
    `row ${row.kind}`,
    make('span', 'twistie'),
    row.key === undefined ? undefined : drawKey(row.key, row.isItem),
    drawValue(row),
    row.cut === undefined ? undefined : say('span', 'cut', ` … ${row.cut}`),
    drawCopyMark(copyWords),
  );
  element.id = elementId;
  element.role = 'treeitem';
  element.ariaLevel = String(row.level);
  element.ariaSetSize = String(row.siblings);
  element.ariaPosInSet = String(row.index + 1);
  element.ariaSelected = 'false';
  if (row.isExpanded !== undefined) element.ariaExpanded = String(row.isExpanded);
  element.style.setProperty('--level', String(row.level - 1));
  return element;
}

/** Rows that have not come yet keep their place. */
export function drawGap(elementId: string): HTMLElement {
  const gap = make('div', 'row gap');
  gap.id = elementId;
  gap.role = 'presentation';
  return gap;
}

function drawKey(key: string, isItem: boolean): HTMLElement {
  const element = quote('span', isItem ? 'key item' : 'key', key);
  element.append(say('span', 'colon', ': '));
  return element;
}

function drawValue(row: Row): HTMLElement {
  const value = quote('span', 'value', row.text);
  if (row.kind !== 'string') return value;
  value.title = value.textContent;
  value.prepend('"');
  if (row.cut === undefined) value.append('"');
  return value;
}

/** For the mouse; the keyboard copies the row it is on, so that tree items hold no second stop. */
function drawCopyMark(words: string): HTMLElement {
  const mark = make('span', 'copy', drawIcon('M5 5V2.5h8.5v8.5H11M2.5 5H11v8.5H2.5z'));
  mark.ariaHidden = 'true';
  mark.title = words;
  return mark;
}

function drawIcon(path: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(space, 'svg');
  icon.setAttribute('viewBox', '0 0 16 16');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  icon.append(line);
  return icon;
}
