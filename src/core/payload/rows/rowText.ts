import * as l10n from '@vscode/l10n';
import type { JsonIndex, JsonValue } from '../../json/jsonIndex';
import { readStringStart } from '../../json/strings';
import type { Row } from '../view';
import type { TreeRow } from './treeRows';

/** More does not fit into any window's width. */
const MAX_TEXT = 400;
const MAX_KEY = 120;

/** A row of the tree as the page draws it: short texts, whatever the payload holds. */
export function describeRow(index: JsonIndex, { child, ...row }: TreeRow, locale?: string): Row {
  const { value } = child;
  const key = child.key === undefined ? undefined : cutString(index, child.key, MAX_KEY, locale);
  const shown = describeValue(index, value, locale);
  const isContainer = value.kind === 'object' || value.kind === 'array';
  return {
    id: value.start,
    kind: value.kind,
    level: row.level,
    siblings: row.siblings,
    index: child.index,
    parentRow: row.parentRow,
    key: key?.text ?? (value === index.root ? undefined : String(child.index)),
    isItem: key === undefined,
    text: shown.text,
    keyCut: key?.cut,
    cut: shown.cut,
    isExpanded: isContainer && value.count > 0 ? row.isExpanded : undefined,
  };
}

interface CutText {
  readonly text: string;
  readonly cut?: string;
}

function describeValue(index: JsonIndex, value: JsonValue, locale?: string): CutText {
  switch (value.kind) {
    case 'object':
      return { text: describeFields(value.count, locale) };
    case 'array':
      return { text: describeItems(value.count, locale) };
    case 'string':
      return cutString(index, value, MAX_TEXT, locale);
    case 'number':
    case 'boolean':
    case 'null': {
      const length = value.end - value.start;
      const text = index.text.slice(value.start, Math.min(value.end, value.start + MAX_TEXT));
      return length > MAX_TEXT ? { text, cut: l10n.t('{0} characters', format(length, locale)) } : { text };
    }
  }
}

function cutString(
  index: JsonIndex,
  token: { start: number; end: number },
  limit: number,
  locale?: string,
): CutText {
  const text = readStringStart(index.text, token.start, token.end, limit);
  if (token.end - token.start - 2 <= limit) return { text };
  const length = index.stringLength(token.start, token.end);
  return length > text.length ? { text, cut: l10n.t('{0} characters', format(length, locale)) } : { text };
}

function describeFields(count: number, locale?: string): string {
  if (count === 0) return l10n.t('no fields');
  return count === 1 ? l10n.t('1 field') : l10n.t('{0} fields', format(count, locale));
}

function describeItems(count: number, locale?: string): string {
  if (count === 0) return l10n.t('no items');
  return count === 1 ? l10n.t('1 item') : l10n.t('{0} items', format(count, locale));
}

const format = (count: number, locale?: string): string => count.toLocaleString(locale);
