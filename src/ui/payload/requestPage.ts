import * as vscode from 'vscode';
import { Owner } from '../../core/base/owner';
import type { RequestRef } from '../../core/fal/types';
import type { Pane } from '../../core/payload/view';
import type { PageState } from '../../core/payload/pageState';
import type { Copy } from '../../core/payload/protocol';
import { RequestTalk, type TalkParts } from '../../core/payload/requestTalk';
import { titleOf } from '../../core/payload/title';
import { showInfo } from '../messages';
import { openSource } from '../source/openSource';
import type { SourceFiles } from '../source/sourceFiles';
import { titleOfStep } from '../steps';
import type { Whose } from '../whose';
import { createPanel, dressPanel } from './webview';

export interface PayloadParts extends Omit<
  TalkParts,
  'post' | 'copy' | 'reader' | 'titleOfStep' | 'inform' | 'findSources' | 'openSource'
> {
  readonly sources: SourceFiles;
  readonly extensionUri: vscode.Uri;
  /** Whose a request is, where that must be said. */
  readonly whose: (account: string | undefined) => Whose | undefined;
}

export const openPage = (parts: PayloadParts, preserveFocus: boolean): RequestPage =>
  new RequestPage(createPanel(parts.extensionUri, preserveFocus), parts);

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
        inform: (message) => showInfo(message),
        takeStep: (step, retry, whose) => {
          const retryAs = (account?: string): boolean => {
            const hasRetried = retry(account);
            if (hasRetried) this.retitle();
            return hasRetried;
          };
          return parts.takeStep(step, retryAs, whose);
        },
        findSources: async (paths) => {
          const files = await parts.sources.find(paths);
          return new Map([...files].map(([path, file]) => [path, vscode.workspace.asRelativePath(file)]));
        },
        openSource: async (path, line) => {
          const file = (await parts.sources.find([path])).get(path);
          if (file !== undefined) await openSource(file, line);
        },
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

  get isVisible(): boolean {
    return this.panel.visible;
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

  reveal(preserveFocus: boolean): void {
    this.panel.reveal(undefined, preserveFocus);
  }

  show(ref: RequestRef, kept?: PageState): void {
    this.talk.show(ref, kept);
    this.retitle();
  }

  /** What is shown holds no longer. */
  reload(): void {
    this.talk.retry();
  }

  retitle(): void {
    const { ref } = this;
    if (ref !== undefined) this.panel.title = titleOf(ref, this.parts.whose(ref.account)?.name);
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
    const { extensionUri, mediaPolicy, whose } = this.parts;
    dressPanel(this.panel, extensionUri, mediaPolicy(), whose(this.ref?.account)?.notice);
  }

  dispose(): void {
    this.owner.dispose();
  }
}
