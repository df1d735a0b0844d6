import * as l10n from '@vscode/l10n';
import type { JsonText } from '../fal/types';
import { describeFault } from './jsonFault';
import { indexJson, type JsonIndex } from './jsonIndex';
import { readString } from './jsonString';
import type { PaneView, Row, RowsWindow } from './protocol';
import { describeRow } from './rowText';
import { TextRows } from './textRows';
import { TreeRows } from './treeRows';

/** Rows sent along when a payload is first shown: a tall window's worth. */
const FIRST_ROWS = 100;

/** One payload as rows: a tree where it is JSON, lines of text where it is not. */
export interface PaneRows {
  /** Only of JSON. */
  readonly index?: JsonIndex;
  view(): PaneView;
  window(from: number, count: number): RowsWindow;
  toggle(id: number, isExpanded: boolean): void;
  /** What to copy for a row: the text that a string means, everything else exactly as sent. */
  valueAt(id: number): string | undefined;
}

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
    window,
    view: () => ({ state: 'tree', size: describeSize(index.text, locale), window: window(0, FIRST_ROWS) }),
    toggle: (id, isExpanded) => tree.toggle(id, isExpanded),
    valueAt: (id) => {
      const value = tree.find(id);
      if (value === undefined) return undefined;
      const token = index.text.slice(value.start, value.end);
      return value.kind === 'string' ? readString(token) : token;
    },
  };
}

function textPane(text: string, problem: string, locale?: string): PaneRows {
  const lines = new TextRows(text);
  const window = (from: number, count: number): RowsWindow => ({
    from,
    total: lines.total,
    rows: lines.rows(from, count).map((line, index) => describeLine(line, from + index, lines.total)),
  });
  return {
    window,
    view: () => ({ state: 'text', size: describeSize(text, locale), problem, window: window(0, FIRST_ROWS) }),
    toggle: () => undefined,
    valueAt: (id) => lines.rows(id, 1)[0],
  };
}

const describeLine = (text: string, index: number, siblings: number): Row => ({
  id: index,
  kind: 'text',
  level: 1,
  siblings,
  index,
  isItem: false,
  text,
});

function describeSize(text: string, locale?: string): string {
  const format = (size: number, digits: number) =>
    size.toLocaleString(locale, { maximumFractionDigits: digits });
  const size = text.length;
  if (size === 1) return l10n.t('1 character');
  if (size < 10_000) return l10n.t('{0} characters', format(size, 0));
  if (size < 1_000_000) return l10n.t('{0} thousand characters', format(size / 1000, 0));
  return l10n.t('{0} million characters', format(size / 1_000_000, 1));
}
