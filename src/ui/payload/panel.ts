import * as v from 'valibot';
import * as vscode from 'vscode';
import { readArgument } from '../../core/base/argumentError';
import { PAYLOAD_VIEW_TYPE } from '../../core/base/contributions';
import { isSameRequest, type RequestRef } from '../../core/fal/types';
import { isOfSample } from '../../core/key/account';
import { PANES } from '../../core/payload/view';
import { OpenPanels } from '../../core/payload/openPanels';
import { readPageState } from '../../core/payload/pageState';
import type { Copy } from '../../core/payload/protocol';
import { titleOf } from '../../core/payload/title';
import type { PayloadParts, RequestPage } from './requestPage';

export interface PayloadPanelParts extends PayloadParts {
  /** Of the panel in front. */
  readonly onDidChangeKept: (isKept: boolean) => void;
  /** VS Code shows the buttons of title bars in groups that are not active, too. */
  readonly areAllTitleBarsLive: () => boolean;
}

/** What the page writes beside each row for its menu. */
const RowArgument = v.object({ pane: v.picklist(PANES), row: v.number() });
/** What VS Code hands over from a title bar: the group alone, or first an address of its own. */
const TitleContext = v.union([v.object({ groupId: v.number() }), v.object({ scheme: v.string() })]);

export const isTitleContext = (argument: unknown): boolean => v.is(TitleContext, argument);

/**
 * The panel that shows requests, and those that a person keeps open beside it. Reading payloads is a third of the code,
 * and no part of starting up: a page is loaded when it is needed.
 */
export class PayloadPanel implements vscode.Disposable {
  private readonly pages = new OpenPanels<RequestPage>();
  private readonly serializer: vscode.Disposable;

  constructor(private readonly parts: PayloadPanelParts) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(PAYLOAD_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => this.restore(panel, state),
    });
  }

  /**
   * The request below the title bar that called; asks where several are seen and nothing tells which.
   * @throws an abort when the person gave up.
   */
  async requestBelow(titleBar: unknown): Promise<RequestRef | undefined> {
    return (await this.pageBelow(titleBar))?.ref;
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
    if (page === undefined) {
      const made = openPage(this.parts, isGlance);
      this.adopt(made, () => made.show(ref));
      this.use(made);
    } else {
      const isSeen = page.isActive && isSameRequest(page.ref, ref);
      page.reveal(isGlance && !isSeen);
      page.show(ref);
      this.use(page);
    }
  }

  /** The panel stays with its request, so that the next one opens beside it; or no longer. */
  async setKept(isKept: boolean, titleBar: unknown): Promise<void> {
    const page = await this.pageBelow(titleBar);
    if (page === undefined) return;
    page.isKept = isKept;
    this.tellKept();
  }

  /** Follows the logs of the request, or shows those there are. */
  async tail(titleBar: unknown): Promise<void> {
    (await this.pageBelow(titleBar))?.tail();
  }

  /** From the menu of a row. */
  copyRow(argument: unknown, as: Copy): void {
    const { pane, row } = readArgument(RowArgument, argument);
    this.pages.front?.copyRow(pane, row, as);
  }

  /** What is shown of these requests holds no longer: it is asked for again. */
  reload(isMeant: (ref: RequestRef) => boolean): void {
    for (const page of this.pages) if (page.ref !== undefined && isMeant(page.ref)) page.reload();
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

  private async pageBelow(titleBar: unknown): Promise<RequestPage | undefined> {
    const bar = {
      // Each panel has one of its own, of which VS Code tells us nowhere else.
      address: titleBar instanceof vscode.Uri ? titleBar.toString() : undefined,
      isAnyGroup: isTitleContext(titleBar) && this.parts.areAllTitleBarsLive(),
    };
    const [page, ...others] = this.pages.below(bar);
    const meant = page === undefined || others.length === 0 ? page : await this.ask([page, ...others]);
    if (meant !== undefined) this.pages.name(meant, bar);
    return meant;
  }

  private async ask(pages: readonly RequestPage[]): Promise<RequestPage> {
    const picks = pages.flatMap((page) => (page.ref === undefined ? [] : { label: titleOf(page.ref), page }));
    const title = vscode.l10n.t('Which request?');
    const chosen = await vscode.window.showQuickPick(picks, { title });
    if (chosen === undefined) throw new DOMException('The person gave up.', 'AbortError');
    return chosen.page;
  }

  private use(page: RequestPage): void {
    this.pages.use(page);
    this.tellKept();
  }

  private tellKept(): void {
    this.parts.onDidChangeKept(this.pages.front?.isKept ?? false);
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
      if (panel.active) this.pages.use(page);
      this.tellKept();
    });
    panel.onDidDispose(() => {
      page.dispose();
      this.pages.remove(page);
      this.tellKept();
    });
    show(page);
    // Of several that come back after a reload, one is in front.
    if (page.isActive) this.use(page);
    else this.tellKept();
  }
}
