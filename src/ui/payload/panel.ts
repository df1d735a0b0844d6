import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArgument } from '../../core/base/argumentError';
import { PAYLOAD_VIEW_TYPE } from '../../core/base/contributions';
import { isSameRequest, type RequestRef } from '../../core/fal/types';
import { isOfSample } from '../../core/key/account';
import { PANES } from '../../core/payload/view';
import { readPageState } from '../../core/payload/pageState';
import type { Copy } from '../../core/payload/protocol';
import type { PayloadParts, RequestPage } from './requestPage';

export interface PayloadPanelParts extends PayloadParts {
  /** Of the panel in front. */
  readonly onDidChangeKept: (isKept: boolean) => void;
}

/** What the page writes beside each row for its menu. */
const RowArgument = v.object({ pane: v.picklist(PANES), row: v.number() });

/**
 * The panel that shows requests, and those that a person keeps open beside it. Reading payloads is a third of the code,
 * and no part of starting up: a page is loaded when it is needed.
 */
export class PayloadPanel implements vscode.Disposable {
  private readonly pages = new Set<RequestPage>();
  private readonly serializer: vscode.Disposable;

  constructor(private readonly parts: PayloadPanelParts) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(PAYLOAD_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
    });
  }

  /** For commands of a title bar: that of a group which is not active can be pressed, too. */
  get shown(): RequestRef | undefined {
    return this.front?.ref;
  }

  /** The request of the active editor, where that is a panel of ours. */
  get inFront(): RequestRef | undefined {
    return [...this.pages].find(({ isActive }) => isActive)?.ref;
  }

  /**
   * Shows a request where it is shown already, else in the panel that is not kept, which is made if there is none.
   * @param isGlance leaves the focus where it is, as VS Code's previews do; asked a second time, it comes.
   */
  async show(ref: RequestRef, isGlance = false): Promise<void> {
    const { openPage } = await import('./requestPage');
    const all = [...this.pages];
    const page = all.find((each) => isSameRequest(each.ref, ref)) ?? all.find(({ isKept }) => !isKept);
    if (page === undefined) this.adopt(openPage(this.parts, isGlance), (made) => made.show(ref));
    else {
      const isSeen = page.isActive && isSameRequest(page.ref, ref);
      page.reveal(isGlance && !isSeen);
      page.show(ref);
    }
  }

  /** The panel in front stays with its request, so that the next one opens beside it; or no longer. */
  setKept(isKept: boolean): void {
    const { front } = this;
    if (front === undefined) return;
    front.isKept = isKept;
    this.parts.onDidChangeKept(isKept);
  }

  /** Follows the logs of the request in front, or shows those there are. */
  tail(): void {
    this.front?.tail();
  }

  /** From the menu of a row. */
  copyRow(argument: unknown, as: Copy): void {
    const { pane, row } = readArgument(RowArgument, argument);
    this.front?.copyRow(pane, row, as);
  }

  /** Something was done to the request: whoever shows it asks again. */
  reload({ requestId }: RequestRef): void {
    for (const page of this.pages) if (page.ref?.requestId === requestId) page.reload();
  }

  /** The setting `fal.payload.loadMedia` changed. */
  redress(): void {
    for (const page of this.pages) page.dress();
  }

  /** The accounts changed: their names stand in the titles. */
  retitle(): void {
    for (const page of this.pages) page.retitle();
  }

  dispose(): void {
    this.serializer.dispose();
    for (const page of [...this.pages]) page.dispose();
  }

  private get front(): RequestPage | undefined {
    const all = [...this.pages];
    return all.find(({ isActive }) => isActive) ?? all.at(-1);
  }

  private async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const { RequestPage } = await import('./requestPage');
    const kept = readPageState(state);
    // Sample data went with the window that had them.
    if (kept === undefined || isOfSample(kept.ref.account)) panel.dispose();
    else this.adopt(new RequestPage(panel, this.parts), (page) => page.show(kept.ref, kept));
  }

  private adopt(page: RequestPage, show: (page: RequestPage) => void): void {
    const { panel } = page;
    this.pages.add(page);
    panel.onDidChangeViewState(() => {
      if (panel.active) this.parts.onDidChangeKept(page.isKept);
    });
    panel.onDidDispose(() => {
      page.dispose();
      this.pages.delete(page);
    });
    show(page);
    // Of several that come back after a reload, one is in front.
    if (page.isActive) this.parts.onDidChangeKept(page.isKept);
  }
}
