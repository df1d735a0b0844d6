import * as l10n from '@vscode/l10n';
import type { Disposable } from '../base/events';
import type { Logger } from '../base/logger';
import type { Description, NextStep } from '../fal/errors';
import { isSameRequest, type RequestDetail, type RequestPart, type RequestRef } from '../fal/types';
import type { LogsTalkParts } from './logsTalk';
import type { MediaTalkParts } from './media/mediaTalk';
import { OpenRequest } from './openRequest';
import { viewPart } from './requestPart';
import type { Pane, RequestView } from './view';
import { MAX_TOGGLED, type PageState, type Toggled } from './pageState';
import { readWish, type Copy, type Fact, type FactNow, type Wish } from './protocol';
import type { Reader } from './reader';
import { RequestAnswers } from './requestAnswers';
import { offerSteps, readStep } from './steps';
import { pageWords } from './words';

export interface TalkParts extends MediaTalkParts, Omit<LogsTalkParts, 'now'> {
  readonly log: Logger;
  /** `undefined`: fal has no such request, or does not show it to this key. `isAgain`: what is cached will not do. */
  readonly getRequest: (
    ref: RequestRef,
    signal: AbortSignal,
    isAgain: boolean,
    arriving: (part: RequestPart) => void,
  ) => Promise<RequestDetail | undefined>;
  readonly reader: () => Reader;
  readonly post: (fact: Fact) => unknown;
  readonly copy: (text: string) => PromiseLike<void>;
  readonly openJson: (ref: RequestRef, part: Pane) => unknown;
  readonly titleOfStep: (step: NextStep) => string;
  /**
   * Does what a button beside a failure of this account's offers; `retry` with an account asks as that one from then on.
   * It does nothing, and says so, where another request is shown by then, or none.
   */
  readonly takeStep: (
    step: NextStep,
    retry: (account?: string) => boolean,
    account: string | undefined,
  ) => unknown;
}

/** What is to be seen: told again whenever the page begins anew, for a hidden page is not kept. */
type Showing =
  /** `view`: of what has come. */
  | { readonly state: 'loading'; readonly view?: RequestView }
  | { readonly state: 'open'; readonly answers: RequestAnswers }
  | { readonly state: 'failed'; readonly description: Description };

/** The host's side of the talk with one page: loads the request asked for and answers what the page wishes. */
export class RequestTalk implements Disposable {
  private asked?: RequestRef;
  private toggled?: Toggled;
  private loading = new AbortController();
  /** Counts the loads: what belongs to an earlier one is dropped. */
  private number = 0;
  private showing: Showing = { state: 'loading' };
  private isPageThere = false;
  private isKeptOpen = false;

  constructor(private readonly parts: TalkParts) {}

  get ref(): RequestRef | undefined {
    return this.asked;
  }

  /** Whether the panel stays with this request. */
  get isKept(): boolean {
    return this.isKeptOpen;
  }

  set isKept(isKept: boolean) {
    this.isKeptOpen = isKept;
    if (this.isPageThere) this.tell({ type: 'keptOpen', isKept });
  }

  /**
   * Asking again for a request that is on its way, or is shown and will not change, changes nothing, unless it turned
   * out to be one’s own app’s: then there are logs. `kept` is what the page had kept of it.
   */
  show(ref: RequestRef, kept?: PageState): void {
    const isSame = isSameRequest(this.asked, ref);
    const isOwnedByNow = this.asked?.source === 'made' && ref.source === 'owned';
    if (isSame && !isOwnedByNow && isSettled(this.showing)) return;
    this.asked = ref;
    this.toggled = isSame ? this.toggledNow : kept?.toggled;
    this.isKeptOpen = kept?.isKept ?? this.isKeptOpen;
    void this.load(ref, false);
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
    this.asked = undefined;
    this.isPageThere = false;
  }

  /** Follows the request's logs, or shows those there are. */
  tail(): void {
    if (this.showing.state === 'open') this.showing.answers.tail();
  }

  /** What a row's own menu asks for. */
  copyRow(pane: Pane, id: number, as: Copy): void {
    if (this.showing.state === 'open') this.showing.answers.copyRow(pane, id, as);
  }

  /** Asks fal once more, whatever was kept: of the same request, as that account where one is named. */
  retry(account = this.asked?.account): void {
    if (this.asked === undefined) return;
    this.asked = { ...this.asked, account };
    this.toggled = this.toggledNow;
    void this.load(this.asked, true);
  }

  /** A dialog may have stayed open while other requests were shown. Not bound to a load: what it changes loads anew. */
  private retryOf(asked: RequestRef, account?: string): boolean {
    if (!isSameRequest(this.asked, asked)) return false;
    this.retry(account);
    return true;
  }

  /** What the reader opened and closed of the request that is shown, or was last. */
  private get toggledNow(): Toggled | undefined {
    return this.showing.state === 'open' ? this.showing.answers.toggled : this.toggled;
  }

  /** Never rejects: what goes wrong is shown in the page. */
  private async load(ref: RequestRef, isAgain: boolean): Promise<void> {
    this.loading.abort();
    const { signal } = (this.loading = new AbortController());
    this.number += 1;
    this.present({ state: 'loading' });
    let showing: Showing;
    try {
      showing = await this.fetch(ref, signal, isAgain);
    } catch (error) {
      showing = { state: 'failed', description: this.parts.describe(error) };
      if (!signal.aborted)
        this.parts.log.warn(`payload: ${ref.requestId} could not be shown: ${String(error)}`);
    }
    if (signal.aborted) return;
    this.present(showing);
    if (showing.state === 'open') await showing.answers.readOn(signal);
  }

  private async fetch(ref: RequestRef, signal: AbortSignal, isAgain: boolean): Promise<Showing> {
    const arriving = (part: RequestPart): void => void this.showPart(ref, part, signal);
    const detail = await this.parts.getRequest(ref, signal, isAgain, arriving);
    signal.throwIfAborted();
    if (detail === undefined) return { state: 'failed', description: describeAbsence() };
    const reader = this.parts.reader();
    const request = await OpenRequest.open(ref, detail, reader, { toggled: this.toggled, signal });
    const { number } = this;
    const post = (fact: FactNow): void => {
      if (number === this.number && this.isPageThere) this.tell(fact);
    };
    return { state: 'open', answers: new RequestAnswers(request, this.parts, post, reader.locale) };
  }

  /** Never rejects: what comes of the whole is said soon. */
  private async showPart(ref: RequestRef, part: RequestPart, signal: AbortSignal): Promise<void> {
    try {
      const view = await viewPart(ref, part, this.parts.reader(), signal);
      if (!signal.aborted && this.showing.state === 'loading') this.present({ state: 'loading', view });
    } catch (error) {
      if (!signal.aborted) this.parts.log.warn(`payload: the beginning could not be shown: ${String(error)}`);
    }
  }

  private present(showing: Showing): void {
    this.showing = showing;
    if (!this.isPageThere) return;
    if (showing.state === 'loading' && showing.view === undefined) this.tellBeginning();
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
    this.tell({ type: 'began', words: pageWords(), ref: { ...this.asked }, isKept: this.isKeptOpen });
  }

  private tellOutcome(): void {
    const { showing } = this;
    if (showing.state === 'open') showing.answers.tellAll();
    if (showing.state === 'loading' && showing.view !== undefined)
      this.tell({ type: 'partRead', view: showing.view });
    if (showing.state !== 'failed') return;
    const { message, steps } = showing.description;
    this.tell({ type: 'failed', message, steps: offerSteps(steps, this.parts.titleOfStep) });
  }

  private tell(fact: FactNow): void {
    this.parts.post({ ...fact, showing: this.number });
  }

  private answer(wish: Exclude<Wish, { type: 'ready' }>): void {
    if (wish.type === 'retry') this.retry();
    else if (wish.type === 'takeStep') {
      const step = readStep(wish.step);
      const { asked } = this;
      if (step !== undefined && asked !== undefined)
        this.parts.takeStep(step, (account) => this.retryOf(asked, account), asked.account);
    } else if (wish.type === 'toggle' && this.showing.state === 'loading') this.toggleLater(wish);
    else if (this.showing.state === 'open') this.showing.answers.answer(wish, this.loading.signal);
  }

  /** What is not all there yet is opened and closed once it is. */
  private toggleLater({ pane, id, isExpanded }: Extract<Wish, { type: 'toggle' }>): void {
    const { toggled = { input: [], output: [] } } = this;
    const one: Toggled[Pane][number] = [id, isExpanded];
    this.toggled = { ...toggled, [pane]: [...toggled[pane], one].slice(-MAX_TOGGLED) };
  }
}

const isSettled = (showing: Showing): boolean =>
  showing.state === 'loading' || (showing.state === 'open' && showing.answers.isFinal);

const describeAbsence = (): Description => ({
  message: l10n.t(
    'fal has no such request at this endpoint, or this key may not see it. fal’s request data may lag some minutes behind: try again later.',
  ),
  steps: ['retry'],
});
