import * as vscode from 'vscode';
import { Owner } from '../../core/base/owner';
import type { RequestRef } from '../../core/fal/types';
import type { PageState } from '../../core/payload/protocol';
import type { Copy, Pane } from '../../core/payload/protocol';
import { RequestTalk, type TalkParts } from '../../core/payload/requestTalk';
import { titleOf } from '../../core/payload/title';
import { titleOfStep } from '../steps';
import { dressPanel } from './webview';

export interface PayloadParts extends Omit<
  TalkParts,
  'post' | 'copy' | 'reader' | 'titleOfStep' | 'openExternally'
> {
  readonly extensionUri: vscode.Uri;
}

/** One webview panel and the talk with its page. */
export class RequestPage implements vscode.Disposable {
  private readonly owner = new Owner();
  private readonly talk: RequestTalk;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly parts: PayloadParts,
  ) {
    const { webview } = this.owner.own(panel);
    this.talk = this.owner.own(
      new RequestTalk({
        ...parts,
        titleOfStep,
        post: (fact) => webview.postMessage(fact),
        copy: (text) => vscode.env.clipboard.writeText(text),
        // VS Code itself asks before it opens an address.
        openExternally: (url) => vscode.env.openExternal(vscode.Uri.parse(url, true)),
        reader: () => ({ now: Date.now(), locale: vscode.env.language }),
      }),
    );
    this.owner.own(webview.onDidReceiveMessage((message: unknown) => this.talk.hear(message)));
    this.owner.own(
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.talk.forgetPage();
      }),
    );
    this.dress();
  }

  get isActive(): boolean {
    return this.panel.active;
  }

  get isKept(): boolean {
    return this.talk.isKept;
  }

  set isKept(isKept: boolean) {
    this.talk.isKept = isKept;
  }

  get ref(): RequestRef | undefined {
    return this.talk.ref;
  }

  reveal(): void {
    this.panel.reveal();
  }

  show(ref: RequestRef, kept?: PageState): void {
    this.panel.title = titleOf(ref);
    this.talk.show(ref, kept);
  }

  tail(): void {
    this.talk.tail();
  }

  copyRow(pane: Pane, id: number, as: Copy): void {
    this.talk.copyRow(pane, id, as);
  }

  /** Makes the page anew, say because other media may be loaded: its policy cannot be changed while it is there. */
  dress(): void {
    this.talk.forgetPage();
    dressPanel(this.panel, this.parts.extensionUri, this.parts.mediaPolicy());
  }

  dispose(): void {
    this.owner.dispose();
  }
}
