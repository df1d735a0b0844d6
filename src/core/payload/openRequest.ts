import type { RequestDetail, RequestRef } from '../fal/types';
import { explainFailure, looksFailed } from './head/failure';
import { describeRequest } from './head/head';
import { placeProblems, type Placed } from './head/placeProblems';
import { describeMissing } from './missing';
import {
  openPane,
  textRows,
  type PaneRows,
  type Revealed,
  type Rows,
  type SearchedRows,
} from './rows/paneRows';
import { PANES, type Area, type Pane, type PaneView, type RequestView } from './view';
import { MAX_TOGGLED, type Toggled } from './pageState';
import type { Reader } from './reader';
import type { Place } from '../json/valuePath';

type Panes = Readonly<Partial<Record<Pane, PaneRows>>>;

/** A request that is open in a panel: what the page shows, and all that answers for its rows. */
export class OpenRequest {
  /** The string shown whole and the logs come later. */
  private readonly others: { string?: SearchedRows; logs?: Rows } = {};
  private readonly toggledNow: Toggled = { input: [], output: [] };

  private constructor(
    readonly ref: RequestRef,
    readonly detail: RequestDetail,
    private readonly panes: Panes,
    private readonly problems: readonly Placed[],
    private readonly reader: Reader,
  ) {}

  /** Reads both payloads, in slices. `toggled` is what was opened and closed in an earlier showing of the request. */
  static async open(
    ref: RequestRef,
    detail: RequestDetail,
    reader: Reader,
    { toggled, signal }: { readonly toggled?: Toggled; readonly signal?: AbortSignal } = {},
  ): Promise<OpenRequest> {
    const panes: Partial<Record<Pane, PaneRows>> = {};
    for (const pane of PANES) {
      const text = detail[pane];
      if (text === undefined) continue;
      panes[pane] = await openPane(text, reader.locale, signal);
    }
    const problems = isFailure(detail, panes)
      ? await placeProblems(explainFailure(panes.output?.index), panes.input?.index, signal)
      : [];
    const request = new OpenRequest(ref, detail, panes, problems, reader);
    for (const pane of PANES)
      for (const [id, isExpanded] of toggled?.[pane] ?? []) request.toggle(pane, id, isExpanded);
    return request;
  }

  /** What was opened and closed, in that order, so that it can be so again. */
  get toggled(): Toggled {
    return this.toggledNow;
  }

  view(): RequestView {
    const { ref, detail, problems, reader } = this;
    const placed = problems.map(({ place, ...problem }) => ({
      ...problem,
      canGo: place !== undefined,
      isAbsent: place === undefined || place.isUnsure === true ? undefined : !place.isWhole,
    }));
    return {
      ref,
      head: describeRequest(detail.request, placed, reader),
      input: this.paneView('input'),
      output: this.paneView('output'),
    };
  }

  pane(pane: Pane): PaneRows | undefined {
    return this.panes[pane];
  }

  /** `undefined` where that is missing. */
  rows(area: Area): Rows | undefined {
    return area === 'string' || area === 'logs' ? this.others[area] : this.panes[area];
  }

  /** `undefined` where that is missing, or no one searches it. */
  searched(area: Area): SearchedRows | undefined {
    if (area === 'logs') return undefined;
    return area === 'string' ? this.others.string : this.panes[area];
  }

  toggle(pane: Pane, id: number, isExpanded: boolean): void {
    this.panes[pane]?.toggle(id, isExpanded);
    this.note(pane, [id], isExpanded);
  }

  /** Closes all that is open in a payload; what was, the inner ones first. */
  collapse(pane: Pane): readonly number[] {
    const closed = this.panes[pane]?.collapse() ?? [];
    this.note(pane, closed, false);
    return closed;
  }

  /** Opens all that hides a row. */
  reveal(area: Area, id: number): Revealed | undefined {
    const revealed = this.searched(area)?.reveal(id);
    if (area === 'input' || area === 'output') this.note(area, revealed?.opened ?? [], true);
    return revealed;
  }

  /** Where the field of that problem is, or would be, in the input. */
  fieldOf(problem: number): Place | undefined {
    return this.problems[problem]?.place;
  }

  setLogs(logs: Rows): void {
    this.others.logs = logs;
  }

  /**
   * Makes the value that begins at `id`, or its key, the area `string`; `undefined` where there is none.
   * @throws the signal’s reason where that is no longer wanted; the area stays as it was.
   */
  async openString(pane: Pane, id: number, isKey: boolean, signal: AbortSignal): Promise<Rows | undefined> {
    const rows = this.panes[pane];
    const text = isKey ? rows?.keyOf(id) : await rows?.copyRow(id, 'value');
    if (text === undefined) return undefined;
    const string = await textRows(text, signal);
    signal.throwIfAborted();
    return (this.others.string = string);
  }

  private note(pane: Pane, ids: readonly number[], isExpanded: boolean): void {
    const ones = ids.slice(-MAX_TOGGLED).map((id): [number, boolean] => [id, isExpanded]);
    this.toggledNow[pane] = [...this.toggledNow[pane], ...ones].slice(-MAX_TOGGLED);
  }

  private paneView(pane: Pane): PaneView {
    const rows = this.panes[pane];
    if (rows !== undefined) return rows.view();
    const { message, reasons } = describeMissing(pane, this.detail, this.reader.now);
    return { state: 'missing', message, reasons: [...reasons] };
  }
}

/** Where fal gives no status, the output may still be an error’s. */
const isFailure = ({ request }: RequestDetail, { output }: Panes): boolean =>
  request.statusCode === undefined ? looksFailed(output?.index) : request.statusCode >= 400;
