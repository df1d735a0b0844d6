import type { RequestDetail, RequestRef } from '../fal/types';
import { explainFailure, type Problem } from './failure';
import { describeRequest } from './head';
import { readString } from './jsonString';
import { describeMissing } from './missing';
import { openPane, textRows, type PaneRows, type Rows } from './paneRows';
import { PANES, type Area, type PageState, type Pane, type PaneView, type RequestView } from './protocol';
import type { Reader } from './reader';
import { findField, type Place } from './valuePath';

/** A problem with the place of its field in the input. */
type Placed = Problem & { readonly place?: Place };

/** A request that is open in a panel: what the page shows, and all that answers for its rows. */
export class OpenRequest {
  /** The string shown whole and the logs come later. */
  private readonly others: { string?: Rows; logs?: Rows } = {};
  private readonly problems: readonly Placed[];

  private constructor(
    readonly ref: RequestRef,
    readonly detail: RequestDetail,
    private readonly panes: Readonly<Partial<Record<Pane, PaneRows>>>,
    private readonly reader: Reader,
  ) {
    const { statusCode } = detail.request;
    const isFailure = statusCode !== undefined && statusCode >= 400;
    const input = panes.input?.index;
    this.problems = (isFailure ? explainFailure(panes.output?.index) : []).map((problem) =>
      problem.steps === undefined || input === undefined
        ? problem
        : { ...problem, place: findField(input, problem.steps) },
    );
  }

  /** Reads both payloads, in slices. `kept` is what the page remembered of an earlier showing of the same request. */
  static async open(
    ref: RequestRef,
    detail: RequestDetail,
    reader: Reader,
    options: { readonly kept?: PageState; readonly signal?: AbortSignal } = {},
  ): Promise<OpenRequest> {
    const panes: Partial<Record<Pane, PaneRows>> = {};
    for (const pane of PANES) {
      const text = detail[pane];
      if (text === undefined) continue;
      const rows = await openPane(text, reader.locale, options.signal);
      for (const [id, isExpanded] of options.kept?.toggled[pane] ?? []) rows.toggle(id, isExpanded);
      panes[pane] = rows;
    }
    return new OpenRequest(ref, detail, panes, reader);
  }

  view(): RequestView {
    const { ref, detail, problems, reader } = this;
    const placed = problems.map(({ place, ...problem }) => ({
      ...problem,
      isAbsent: place === undefined ? undefined : !place.isWhole,
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

  /** Where the field of that problem is, or would be, in the input. */
  fieldOf(problem: number): Place | undefined {
    return this.problems[problem]?.place;
  }

  setLogs(logs: Rows): void {
    this.others.logs = logs;
  }

  /** Makes the string that begins at `id` the area `string`; `undefined` where none is. */
  openString(pane: Pane, id: number): Rows | undefined {
    const index = this.panes[pane]?.index;
    const token = this.panes[pane]?.copyRow(id, 'json');
    if (index === undefined || token === undefined) return undefined;
    this.others.string = textRows(token.startsWith('"') ? readString(token) : token);
    return this.others.string;
  }

  private paneView(pane: Pane): PaneView {
    const rows = this.panes[pane];
    if (rows !== undefined) return rows.view();
    const { message, reasons } = describeMissing(pane, this.detail, this.reader.now);
    return { state: 'missing', message, reasons: [...reasons] };
  }
}
