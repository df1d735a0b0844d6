import type { Area, Row } from '../../src/core/payload/view';
import { make, quote, say } from './element';
import { drawIcon } from './icons';

export interface RowWords {
  readonly copyValue: string;
  readonly showAll: string;
  readonly showKey: string;
}

interface RowParts {
  readonly area: Area;
  readonly words: RowWords;
  /** A row offers what there is. */
  readonly copy?: unknown;
  readonly showAll?: unknown;
}

/** Only of a string or a number more can be shown. */
export const canShowAll = ({ cut, kind }: Row): boolean =>
  cut !== undefined && (kind === 'string' || kind === 'number');

/** A row as a tree item: mark, key, value, what is cut. `number` is its place among the visible rows. */
export function drawRow(row: Row, elementId: string, { area, words, copy, showAll }: RowParts): HTMLElement {
  const mark = copy === undefined ? undefined : drawCopyMark(words.copyValue);
  const element =
    row.kind === 'log'
      ? make(
          'div',
          `row log ${row.tone ?? ''}`,
          say('span', 'time', row.key ?? ''),
          row.links === undefined ? drawValue(row) : drawLinked(row.text, row.links),
          mark,
        )
      : make(
          'div',
          `row ${row.kind}`,
          make('span', 'twistie'),
          row.key === undefined ? undefined : drawKey(row.key, row.isItem),
          row.keyCut === undefined ? undefined : say('span', 'cut', `… ${row.keyCut}`),
          row.keyCut === undefined || showAll === undefined
            ? undefined
            : say('span', 'show-all of-key', words.showKey),
          drawValue(row),
          row.cut === undefined ? undefined : say('span', 'cut', ` … ${row.cut}`),
          canShowAll(row) && showAll !== undefined ? say('span', 'show-all', words.showAll) : undefined,
          mark,
        );
  if (copy !== undefined && (area === 'input' || area === 'output')) {
    const context = { webviewSection: 'row', pane: area, row: row.id, preventDefaultContextMenuItems: true };
    element.dataset.vscodeContext = JSON.stringify(context);
  }
  element.id = elementId;
  element.role = 'treeitem';
  element.ariaLevel = String(row.level);
  element.ariaSetSize = String(row.siblings);
  element.ariaPosInSet = String(row.index + 1);
  element.ariaSelected = 'false';
  if (row.links !== undefined) element.ariaDescription = row.links.map(({ hint }) => hint).join(', ');
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
  if (row.kind !== 'string' && row.kind !== 'log') return value;
  value.title = value.textContent;
  if (row.kind === 'log') return value;
  value.prepend('"');
  if (row.cut === undefined) value.append('"');
  return value;
}

/** For the mouse; Enter follows the first link of the row it is on. */
function drawLinked(text: string, links: NonNullable<Row['links']>): HTMLElement {
  const value = make('span', 'value');
  value.dir = 'auto';
  let drawn = 0;
  links.forEach(({ start, end, hint }, number) => {
    const link = quote('span', 'source', text.slice(start, end));
    link.title = hint;
    link.dataset.link = String(number);
    value.append(quote('span', '', text.slice(drawn, start)), link);
    drawn = end;
  });
  value.append(quote('span', '', text.slice(drawn)));
  return value;
}

/** For the mouse; the keyboard copies the row it is on, so that tree items hold no second stop. */
function drawCopyMark(words: string): HTMLElement {
  const mark = make('span', 'copy', drawIcon('copy'));
  mark.ariaHidden = 'true';
  mark.title = words;
  return mark;
}
