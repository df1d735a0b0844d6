import { runInSlices } from '../base/slices';
import type { RequestDetail, RequestRef } from '../fal/types';
import { explainFailure, type Problem } from './head/failure';
import { describeRequest } from './head/head';
import { describeMissing } from './missing';
import { openPane, textRows, type PaneRows, type Rows } from './rows/paneRows';
import { PANES, type Area, type Pane, type PaneView, type RequestView } from './view';
import type { PageState } from './pageState';
import type { Reader } from './reader';
import { findField, type Place } from '../json/valuePath';

/** A problem with the place of its field in the input. */
type Placed = Problem & { readonly place?: Place };

type Panes = Readonly<Partial<Record<Pane, PaneRows>>>;

/** A request that is open in a panel: what the page shows, and all that answers for its rows. */
export class OpenRequest {
  /** The string shown whole and the logs come later. */
  private readonly others: { string?: Rows; logs?: Rows } = {};

  private constructor(
    readonly ref: RequestRef,
    readonly detail: RequestDetail,
    private readonly panes: Panes,
    private readonly problems: readonly Placed[],
    private readonly reader: Reader,
  ) {}

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
    const { statusCode } = detail.request;
    const isFailure = statusCode !== undefined && statusCode >= 400;
    const problems = isFailure ? await placeProblems(panes, options.signal) : [];
    return new OpenRequest(ref, detail, panes, problems, reader);
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
  async openString(pane: Pane, id: number, signal: AbortSignal): Promise<Rows | undefined> {
    const text = await this.panes[pane]?.copyRow(id, 'value');
    if (text !== undefined) this.others.string = await textRows(text, signal);
    return text === undefined ? undefined : this.others.string;
  }

  private paneView(pane: Pane): PaneView {
    const rows = this.panes[pane];
    if (rows !== undefined) return rows.view();
    const { message, reasons } = describeMissing(pane, this.detail, this.reader.now);
    return { state: 'missing', message, reasons: [...reasons] };
  }
}

/** Why a request failed, with the way to each field; one after the other, for looking up a field may take a while. */
async function placeProblems({ input, output }: Panes, signal?: AbortSignal): Promise<Placed[]> {
  const problems = explainFailure(output?.index);
  const placed: Placed[] = [];
  const step = (): boolean => {
    const problem = problems[placed.length];
    if (problem === undefined) return true;
    const { steps } = problem;
    const place = steps && input?.index && findField(input.index, steps);
    placed.push({ ...problem, place });
    return false;
  };
  await runInSlices(step, signal);
  return placed;
}
