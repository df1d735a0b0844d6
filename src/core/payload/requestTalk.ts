import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/events';
import type { Logger } from '../base/logger';
import type { Description, NextStep } from '../fal/errors';
import type { RequestDetail, RequestRef } from '../fal/types';
import { OpenRequest } from './openRequest';
import { readWish, type Fact, type PageState, type Pane, type Wish } from './protocol';
import type { Reader } from './reader';
import { offerSteps, readStep } from './steps';
import { pageWords } from './words';

export interface TalkParts {
  readonly log: Logger;
  /** `undefined`: fal has no such request, or does not show it to this key. */
  readonly getRequest: (ref: RequestRef, signal: AbortSignal) => Promise<RequestDetail | undefined>;
  readonly describe: (error: unknown) => Description;
  readonly reader: () => Reader;
  readonly post: (fact: Fact) => unknown;
  readonly copy: (text: string) => PromiseLike<void>;
  readonly openJson: (ref: RequestRef, part: Pane) => unknown;
  readonly titleOfStep: (step: NextStep) => string;
  /** Does what a button beside a failure offers. */
  readonly takeStep: (step: NextStep, retry: () => void) => unknown;
}

/** What is to be seen: told again whenever the page begins anew, for a hidden page is not kept. */
type Showing =
  | { readonly state: 'loading' }
  | { readonly state: 'open'; readonly request: OpenRequest }
  | { readonly state: 'failed'; readonly description: Description };

/** The host's side of the talk with one page: loads the request asked for and answers what the page wishes. */
export class RequestTalk implements Disposable {
  private asked?: RequestRef;
  private kept?: PageState;
  private loading = new AbortController();
  /** Counts the loads: what belongs to an earlier one is dropped. */
  private number = 0;
  private showing: Showing = { state: 'loading' };
  private isPageThere = false;

  constructor(private readonly parts: TalkParts) {}

  get ref(): RequestRef | undefined {
    return this.asked;
  }

  /** Asking for the request that is already shown changes nothing. `kept` is what the page had kept of it. */
  show(ref: RequestRef, kept?: PageState): void {
    const isSame = this.asked?.requestId === ref.requestId && this.asked.endpointId === ref.endpointId;
    if (isSame && this.showing.state === 'open') return;
    this.asked = ref;
    this.kept = kept;
    void this.load(ref);
  }

  /** The page was hidden and is gone; the next one says that it is ready. */
  forgetPage(): void {
    this.isPageThere = false;
  }

  hear(message: unknown): void {
    const wish = readWish(message);
    if (wish === undefined) this.parts.log.warn('payload: the page sent a message that is none');
    else if (wish.type === 'ready') this.begin();
    else if (wish.showing === this.number) this.answer(wish);
  }

  dispose(): void {
    this.loading.abort();
    this.isPageThere = false;
  }

  /** Never rejects: what goes wrong is shown in the page. */
  private async load(ref: RequestRef): Promise<void> {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    this.number += 1;
    this.present({ state: 'loading' });
    let showing: Showing;
    try {
      showing = await this.fetch(ref, signal);
    } catch (error) {
      showing = { state: 'failed', description: this.parts.describe(error) };
      if (!signal.aborted)
        this.parts.log.warn(`payload: ${ref.requestId} could not be shown: ${String(error)}`);
    }
    if (!signal.aborted) this.present(showing);
  }

  private async fetch(ref: RequestRef, signal: AbortSignal): Promise<Showing> {
    const detail = await this.parts.getRequest(ref, signal);
    signal.throwIfAborted();
    if (detail === undefined) return { state: 'failed', description: describeAbsence() };
    const request = await OpenRequest.open(ref, detail, this.parts.reader(), { kept: this.kept, signal });
    return { state: 'open', request };
  }

  private present(showing: Showing): void {
    this.showing = showing;
    if (!this.isPageThere) return;
    if (showing.state === 'loading') this.tellBeginning();
    else this.tellOutcome();
  }

  /** The page has just begun and knows nothing. */
  private begin(): void {
    this.isPageThere = true;
    this.tellBeginning();
    this.tellOutcome();
  }

  private tellBeginning(): void {
    if (this.asked === undefined) return;
    this.parts.post({ type: 'began', showing: this.number, words: pageWords(), ref: { ...this.asked } });
  }

  private tellOutcome(): void {
    const { number, showing } = this;
    if (showing.state === 'open')
      this.parts.post({ type: 'shown', showing: number, view: showing.request.view() });
    if (showing.state !== 'failed') return;
    const { message, steps } = showing.description;
    this.parts.post({
      type: 'failed',
      showing: number,
      message,
      steps: offerSteps(steps, this.parts.titleOfStep),
    });
  }

  private answer(wish: Exclude<Wish, { type: 'ready' }>): void {
    const request = this.showing.state === 'open' ? this.showing.request : undefined;
    switch (wish.type) {
      case 'askRows':
        this.tellRows(request, wish);
        break;
      case 'toggle':
        request?.toggle(wish.pane, wish.id, wish.isExpanded);
        this.tellRows(request, wish);
        break;
      case 'copyValue':
        void this.copy(wish.pane, request?.valueAt(wish.pane, wish.id));
        break;
      case 'copyAll':
        void this.copy(wish.pane, request?.text(wish.pane));
        break;
      case 'openJson':
        if (request !== undefined) this.parts.openJson(request.ref, wish.pane);
        break;
      case 'retry':
        this.retry();
        break;
      case 'takeStep': {
        const step = readStep(wish.step);
        if (step !== undefined) this.parts.takeStep(step, () => this.retry());
        break;
      }
      default:
        wish satisfies never;
    }
  }

  private retry(): void {
    if (this.asked !== undefined) void this.load(this.asked);
  }

  private tellRows(
    request: OpenRequest | undefined,
    wish: { pane: Pane; from: number; count: number },
  ): void {
    const window = request?.rows(wish.pane, wish.from, wish.count);
    if (window !== undefined)
      this.parts.post({ type: 'rowsRead', showing: this.number, pane: wish.pane, window });
  }

  /** Never rejects: a clipboard that refuses is only logged. */
  private async copy(pane: Pane, text: string | undefined): Promise<void> {
    if (text === undefined) return;
    const { number } = this;
    try {
      await this.parts.copy(text);
      if (number === this.number) this.parts.post({ type: 'copied', showing: number, pane });
    } catch (error) {
      this.parts.log.warn(`payload: the clipboard took nothing: ${String(error)}`);
    }
  }
}

const describeAbsence = (): Description => ({
  message: l10n.t(
    'fal has no such request at this endpoint, or this key may not see it. fal’s request data may lag some minutes behind: try again later.',
  ),
  steps: ['retry'],
});
