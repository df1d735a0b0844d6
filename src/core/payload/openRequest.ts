import type { RequestDetail, RequestRef } from '../fal/types';
import { describeRequest } from './head';
import { describeMissing } from './missing';
import { openPane, type PaneRows } from './paneRows';
import {
  PANES,
  type PageState,
  type Pane,
  type PaneView,
  type RequestView,
  type RowsWindow,
} from './protocol';
import type { Reader } from './reader';

/** A request that is open in a panel: what the page shows, and its answers to what the page asks. */
export class OpenRequest {
  private constructor(
    readonly ref: RequestRef,
    private readonly detail: RequestDetail,
    private readonly panes: Readonly<Partial<Record<Pane, PaneRows>>>,
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
    return new OpenRequest(ref, detail, panes, reader);
  }

  view(): RequestView {
    const { ref, detail, panes, reader } = this;
    return {
      ref,
      head: describeRequest(detail.request, panes.output?.index, reader),
      input: this.paneView('input'),
      output: this.paneView('output'),
    };
  }

  /** `undefined` where that payload is missing. */
  rows(pane: Pane, from: number, count: number): RowsWindow | undefined {
    return this.panes[pane]?.window(from, count);
  }

  toggle(pane: Pane, id: number, isExpanded: boolean): void {
    this.panes[pane]?.toggle(id, isExpanded);
  }

  valueAt(pane: Pane, id: number): string | undefined {
    return this.panes[pane]?.valueAt(id);
  }

  /** The payload exactly as fal sent it. */
  text(pane: Pane): string | undefined {
    return this.detail[pane];
  }

  private paneView(pane: Pane): PaneView {
    const rows = this.panes[pane];
    if (rows !== undefined) return rows.view();
    const { message, reasons } = describeMissing(pane, this.detail, this.reader.now);
    return { state: 'missing', message, reasons: [...reasons] };
  }
}
