import * as l10n from '@vscode/l10n';
import type { JsonText, RequestPart, RequestRef } from '../fal/types';
import { indexJson, type JsonIndex } from '../json/jsonIndex';
import { describeRequest } from './head/head';
import type { Reader } from './reader';
import { FIRST_ROWS } from './rows/paneRows';
import { describeRow } from './rows/rowText';
import { TreeRows, type TreeRow } from './rows/treeRows';
import type { Pane, PaneView, RequestView, Row } from './view';

/** What can be seen of a request while the rest of it is on its way: its head, and the first rows of its payloads. */
export async function viewPart(
  ref: RequestRef,
  { request, cut, ...payloads }: RequestPart,
  reader: Reader,
  signal: AbortSignal,
): Promise<RequestView> {
  const viewPane = (pane: Pane): Promise<PaneView> =>
    viewPayload(payloads[pane], pane === cut.payload ? cut.closed : undefined, reader.locale, signal);
  return {
    ref,
    // Why it failed is told by a whole output alone.
    head: describeRequest(request, [], reader),
    input: await viewPane('input'),
    output: await viewPane('output'),
  };
}

/** @param closed how many brackets at its end are not its own; `undefined` where it is whole. */
async function viewPayload(
  text: JsonText | undefined,
  closed: number | undefined,
  locale: string | undefined,
  signal: AbortSignal,
): Promise<PaneView> {
  const indexed = text === undefined ? undefined : await indexJson(text, signal);
  const wholeTo = closed === undefined ? Infinity : (text?.length ?? 0) - closed;
  const rows = indexed?.ok === true ? firstRows(indexed.index, wholeTo, locale) : [];
  return {
    state: 'arriving',
    note: text === undefined || closed !== undefined ? l10n.t('Still on its way…') : '',
    window: { from: 0, total: rows.length, rows },
  };
}

function firstRows(index: JsonIndex, wholeTo: number, locale?: string): Row[] {
  return new TreeRows(index)
    .rows(0, FIRST_ROWS)
    .map((row) => (isCut(row, wholeTo) ? describeCut(index, row, locale) : describeRow(index, row, locale)));
}

/** A string that ends where the text was cut may go on. */
const isCut = ({ child: { value } }: TreeRow, wholeTo: number): boolean =>
  value.end > wholeTo || (value.kind === 'string' && value.end === wholeTo);

/** How much it holds is not known yet. */
function describeCut(index: JsonIndex, row: TreeRow, locale?: string): Row {
  const described = describeRow(index, row, locale);
  return described.kind === 'string'
    ? { ...described, text: `${described.text}…`, cut: undefined }
    : { ...described, text: '…' };
}
