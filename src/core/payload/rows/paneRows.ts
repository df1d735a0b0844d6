import * as l10n from '@vscode/l10n';
import type { JsonText } from '../../fal/types';
import { describeFault } from '../../json/fault';
import { indexJson, type JsonIndex } from '../../json/jsonIndex';
import { findInJson } from '../../json/search';
import { readLongString } from '../../json/stringPieces';
import { readString } from '../../json/strings';
import type { PaneView, Row, RowsWindow } from '../view';
import type { Copy } from '../protocol';
import { describeRow } from './rowText';
import { TextRows } from './textRows';
import { TreeRows } from './treeRows';
import { pathOf } from '../../json/valuePath';

/** Rows sent along when a payload is first shown: a tall window's worth. */
export const FIRST_ROWS = 100;

/** Anything that is shown as rows, and answers for them. */
export interface Rows {
  window(from: number, count: number): RowsWindow;
  /** What to copy for a row; `undefined` where there is no such row, or it has no such thing. */
  copyRow(id: number, as: Copy): Promise<string | undefined>;
  /** All of it, exactly as it came. */
  readonly text: string;
}

/** Rows that are searched, unseen ones too. */
export interface SearchedRows extends Rows {
  /** The ids of the rows that hold a text, in order. */
  find(query: string, signal?: AbortSignal): Promise<readonly number[]>;
  /** Uncovers what has that id: its row, and what was opened for it. */
  reveal(id: number): Revealed | undefined;
}

export interface Revealed {
  readonly row: number;
  readonly opened: readonly number[];
}

/** One payload as rows: a tree where it is JSON, lines of text where it is not. */
export interface PaneRows extends SearchedRows {
  /** Only of JSON. */
  readonly index?: JsonIndex;
  view(): PaneView;
  toggle(id: number, isExpanded: boolean): void;
  /** Closes all that is open; what was, the inner ones first. */
  collapse(): readonly number[];
  /** The whole key of a row, where it has one. */
  keyOf(id: number): string | undefined;
}

export const firstWindow = (rows: Rows): RowsWindow => rows.window(0, FIRST_ROWS);

export async function openPane(text: JsonText, locale?: string, signal?: AbortSignal): Promise<PaneRows> {
  const indexed = await indexJson(text, signal);
  if (indexed.ok) return treePane(indexed.index, locale);
  const problem = await describeFault(text, indexed.fault, signal);
  return textPane(await textRows(text, signal), problem, locale);
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
    find: (query, signal) => findInJson(index, query, signal),
    toggle: (id, isExpanded) => tree.toggle(id, isExpanded),
    collapse: () => tree.closeAll(),
    reveal: (start) => tree.reveal(start),
    keyOf: (id) => {
      const key = index.wayTo(id)?.at(-1)?.key;
      return key && readString(index.text.slice(key.start, key.end));
    },
    copyRow: async (id, as) => {
      const value = tree.find(id);
      if (value === undefined) return undefined;
      // The whole payload lies in nothing.
      if (as === 'path') return id === index.root.start ? undefined : pathOf(index, id);
      return as === 'value' && value.kind === 'string'
        ? readLongString(index.text, value)
        : index.text.slice(value.start, value.end);
    },
  };
}

function textPane(lines: SearchedRows, problem: string, locale?: string): PaneRows {
  const size = describeSize(lines.text, locale);
  return {
    ...lines,
    view: () => ({ state: 'text', size, problem, window: firstWindow(lines) }),
    toggle: () => undefined,
    collapse: () => [],
    keyOf: () => undefined,
  };
}

/** A text as lines. */
export async function textRows(text: string, signal?: AbortSignal): Promise<SearchedRows> {
  const lines = await TextRows.of(text, signal);
  return {
    text,
    window: (from, count) => ({
      from,
      total: lines.total,
      rows: lines.rows(from, count).map((line, index) => describeLine(line, from + index, lines.total)),
    }),
    copyRow: (id, as) => Promise.resolve(as === 'path' ? undefined : lines.rows(id, 1)[0]),
    find: (query, within) => lines.find(query, within),
    reveal: (id) => (id < lines.total ? { row: id, opened: [] } : undefined),
  };
}

/** Rows that are all there. */
export const listedRows = (rows: readonly Row[]): Rows => ({
  get text() {
    return rows.map(({ key, text }) => (key === '' ? `    ${text}` : `${key ?? ''} ${text}`)).join('\n');
  },
  window: (from, count) => ({ from, total: rows.length, rows: rows.slice(from, from + count) }),
  copyRow: (id, as) => Promise.resolve(as === 'path' ? undefined : rows[id]?.text),
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
