import * as l10n from '@vscode/l10n';
import type { JsonText } from '../fal/types';
import { describeFault } from './jsonFault';
import { indexJson, type JsonIndex } from './jsonIndex';
import { readString } from './jsonString';
import type { Copy, PaneView, Row, RowsWindow } from './protocol';
import { describeRow } from './rowText';
import { TextRows } from './textRows';
import { TreeRows } from './treeRows';
import { pathOf } from './valuePath';

/** Rows sent along when a payload is first shown: a tall window's worth. */
const FIRST_ROWS = 100;

/** Anything that is shown as rows, and answers for them. */
export interface Rows {
  window(from: number, count: number): RowsWindow;
  /** What to copy for a row; `undefined` where there is no such row. */
  copyRow(id: number, as: Copy): string | undefined;
  /** All of it, exactly as it came. */
  readonly text: string;
}

/** One payload as rows: a tree where it is JSON, lines of text where it is not. */
export interface PaneRows extends Rows {
  /** Only of JSON. */
  readonly index?: JsonIndex;
  view(): PaneView;
  toggle(id: number, isExpanded: boolean): void;
  /** Uncovers the value that begins at `start`: its row, and what was opened for it. */
  reveal(start: number): { readonly row: number; readonly opened: readonly number[] } | undefined;
}

export const firstWindow = (rows: Rows): RowsWindow => rows.window(0, FIRST_ROWS);

export async function openPane(text: JsonText, locale?: string, signal?: AbortSignal): Promise<PaneRows> {
  const indexed = await indexJson(text, signal);
  return indexed.ok
    ? treePane(indexed.index, locale)
    : textPane(text, describeFault(text, indexed.fault), locale);
}

function treePane(index: JsonIndex, locale?: string): PaneRows {
  const tree = new TreeRows(index);
  const window = (from: number, count: number): RowsWindow => ({
    from,
    total: tree.total,
    rows: tree.rows(from, count).map((row) => describeRow(index, row, locale)),
  });
  return {
    index,
    text: index.text,
    window,
    view: () => ({ state: 'tree', size: describeSize(index.text, locale), window: window(0, FIRST_ROWS) }),
    toggle: (id, isExpanded) => tree.toggle(id, isExpanded),
    reveal: (start) => tree.reveal(start),
    copyRow: (id, as) => {
      const value = tree.find(id);
      if (value === undefined) return undefined;
      if (as === 'path') return pathOf(index, id);
      const token = index.text.slice(value.start, value.end);
      return as === 'value' && value.kind === 'string' ? readString(token) : token;
    },
  };
}

function textPane(text: string, problem: string, locale?: string): PaneRows {
  const lines = textRows(text);
  return {
    ...lines,
    view: () => ({ state: 'text', size: describeSize(text, locale), problem, window: firstWindow(lines) }),
    toggle: () => undefined,
    reveal: () => undefined,
  };
}

/** A text as lines. */
export function textRows(text: string): Rows {
  const lines = new TextRows(text);
  return {
    text,
    window: (from, count) => ({
      from,
      total: lines.total,
      rows: lines.rows(from, count).map((line, index) => describeLine(line, from + index, lines.total)),
    }),
    copyRow: (id) => lines.rows(id, 1)[0],
  };
}

/** Rows that are all there. */
export const listedRows = (rows: readonly Row[]): Rows => ({
  get text() {
    return rows.map(({ key, text }) => (key === '' ? `    ${text}` : `${key ?? ''} ${text}`)).join('\n');
  },
  window: (from, count) => ({ from, total: rows.length, rows: rows.slice(from, from + count) }),
  copyRow: (id) => rows[id]?.text,
});

const describeLine = (text: string, index: number, siblings: number): Row => ({
  id: index,
  kind: 'text',
  level: 1,
  siblings,
  index,
  isItem: false,
  text,
});

export function describeSize(text: string, locale?: string): string {
  const format = (size: number, digits: number) =>
    size.toLocaleString(locale, { maximumFractionDigits: digits });
  const size = text.length;
  if (size === 1) return l10n.t('1 character');
  if (size < 10_000) return l10n.t('{0} characters', format(size, 0));
  if (size < 1_000_000) return l10n.t('{0} thousand characters', format(size / 1000, 0));
  return l10n.t('{0} million characters', format(size / 1_000_000, 1));
}
