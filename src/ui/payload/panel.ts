import * as vscode from 'vscode';
import type { RequestRef } from '../../core/fal/types';
import { readPageState } from '../../core/payload/protocol';
import { RequestPage, type PayloadParts } from './requestPage';
import { createPanel, PAYLOAD_VIEW_TYPE } from './webview';

/** The one panel that shows requests; a restored one after a reload is that panel again. */
export class PayloadPanel implements vscode.Disposable {
  private page?: RequestPage;
  private readonly serializer: vscode.Disposable;

  constructor(private readonly parts: PayloadParts) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(PAYLOAD_VIEW_TYPE, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        this.restore(panel, state);
        return Promise.resolve();
      },
    });
  }

  /** What the panel shows, for commands that are called from its title bar. */
  get shown(): RequestRef | undefined {
    return this.page?.ref;
  }

  /** Shows a request in the panel, which is made if there is none. Showing the same one again only reveals it. */
  show(ref: RequestRef): void {
    if (this.page === undefined) this.adopt(createPanel(this.parts.extensionUri)).show(ref);
    else {
      this.page.reveal();
      this.page.show(ref);
    }
  }

  dispose(): void {
    this.serializer.dispose();
    this.page?.dispose();
  }

  private restore(panel: vscode.WebviewPanel, state: unknown): void {
    const kept = readPageState(state);
    if (kept === undefined || this.page !== undefined) {
      panel.dispose();
      return;
    }
    this.adopt(panel).show(kept.ref, kept);
  }

  private adopt(panel: vscode.WebviewPanel): RequestPage {
    const page = new RequestPage(panel, this.parts);
    this.page = page;
    panel.onDidDispose(() => {
      page.dispose();
      if (this.page === page) this.page = undefined;
    });
    return page;
  }
}
