import * as l10n from '@vscode/l10n';
import { FindTalk } from './findTalk';
import { LogsTalk } from './logsTalk';
import { MediaTalk } from './media/mediaTalk';
import type { OpenRequest } from './openRequest';
import type { Toggled } from './pageState';
import { isFinal } from './requestCache';
import { describeSize, firstWindow } from './rows/paneRows';
import type { Area, Pane } from './view';
import type { Copy, FactNow, Wish } from './protocol';
import type { TalkParts } from './requestTalk';
import { pageWords } from './words';

/** What a page may ask of the request that is open. */
export type OpenWish = Exclude<Wish, { type: 'ready' | 'retry' | 'takeStep' }>;
type ShowString = Extract<Wish, { type: 'showString' }>;

/** Answers what a page asks of one open request. */
export class RequestAnswers {
  private readonly media: MediaTalk;
  private readonly logs: LogsTalk;
  private readonly finding: FindTalk;
  private showing = new AbortController();

  constructor(
    private readonly request: OpenRequest,
    private readonly parts: TalkParts,
    private readonly post: (fact: FactNow) => void,
    private readonly locale?: string,
  ) {
    this.media = new MediaTalk(request, parts, post, locale);
    this.logs = new LogsTalk(request, { ...parts, now: () => parts.reader().now }, post);
    this.finding = new FindTalk(request, post);
  }

  /** What is shown will not change. */
  get isFinal(): boolean {
    return isFinal(this.request.detail);
  }

  get toggled(): Toggled {
    return this.request.toggled;
  }

  /** What takes longer than the first rows: media, then logs. Never rejects. */
  async readOn(signal: AbortSignal): Promise<void> {
    await this.try('looking for media', this.media.find(signal), signal);
    if (!signal.aborted) await this.logs.read(signal);
  }

  /** All that is known, for a page that begins anew. */
  tellAll(): void {
    this.post({ type: 'shown', view: this.request.view() });
    this.media.tell();
    this.logs.tell();
  }

  answer(wish: OpenWish, signal: AbortSignal): void {
    const { request, media, logs, finding } = this;
    switch (wish.type) {
      case 'askRows':
        this.tellRows(wish.area, wish.from, wish.count);
        break;
      case 'toggle':
        request.toggle(wish.pane, wish.id, wish.isExpanded);
        this.tellRows(wish.pane, wish.from, wish.count);
        break;
      case 'collapseAll':
        this.collapseAll(wish.pane, wish.id, wish.count);
        break;
      case 'copyRow':
        this.copyRow(wish.area, wish.id, wish.as);
        break;
      case 'copyAll':
        void this.try('copying', this.copy(Promise.resolve(request.rows(wish.area)?.text)));
        break;
      case 'openJson':
        this.parts.openJson(request.ref, wish.pane);
        break;
      case 'showString':
        this.showString(wish, signal);
        break;
      case 'find':
        void finding.find(wish.query, wish.scope);
        break;
      case 'goToMatch':
        finding.goTo(wish.number, wish.count);
        break;
      case 'goToField':
        this.goToField(wish.number, wish.count);
        break;
      case 'goToMedia': {
        const place = media.placeOf(wish.number);
        if (place !== undefined) finding.reveal(place.pane, place.at, wish.count);
        break;
      }
      case 'askMedia':
        void this.try('reading a file', media.read(wish.number, signal), signal);
        break;
      case 'checkMedia':
        void media.check(wish.number, signal);
        break;
      case 'openMedia':
        media.open(wish.number);
        break;
      case 'saveMedia':
        void this.try('reading a file', media.save(wish.number, signal), signal);
        break;
      case 'readLogs':
        void logs.read(signal);
        break;
      case 'tail':
        this.tail();
        break;
      case 'openSource':
        logs.openSource(wish.id, wish.number);
        break;
      default:
        wish satisfies never;
    }
  }

  tail(): void {
    this.logs.tail();
  }

  copyRow(area: Area, id: number, as: Copy): void {
    const reading = this.request.rows(area)?.copyRow(id, as);
    void this.try('copying', as === 'path' ? this.copyPath(reading) : this.copy(reading));
  }

  private tellRows(area: Area, from: number, count: number): void {
    const window = this.request.rows(area)?.window(from, count);
    if (window !== undefined) this.post({ type: 'rowsRead', area, window });
  }

  /** What is chosen last is what is shown: another string ends the reading of the one before. */
  private showString(wish: ShowString, signal: AbortSignal): void {
    this.showing.abort();
    this.showing = new AbortController();
    const wanted = AbortSignal.any([signal, this.showing.signal]);
    void this.try('showing a string', this.readString(wish, wanted), wanted);
  }

  private async readString({ pane, id, isKey }: ShowString, signal: AbortSignal): Promise<void> {
    const path = await this.request.pane(pane)?.copyRow(id, 'path');
    const rows = await this.request.openString(pane, id, isKey, signal);
    if (rows === undefined) return;
    // The key itself is what is shown, and the whole payload has no path.
    const title = isKey || path === undefined ? pageWords()[pane] : path;
    const size = describeSize(rows.text, this.locale);
    this.post({ type: 'stringShown', title, size, window: firstWindow(rows) });
  }

  /** Goes to what the row lies in at the top, which is all that is left of it. */
  private collapseAll(pane: Pane, id: number, count: number): void {
    const index = this.request.pane(pane)?.index;
    if (index === undefined) return;
    const top = index.childSpanning(index.root, id)?.value.start ?? index.root.start;
    this.finding.reveal(pane, top, count, { closed: this.request.collapse(pane) });
  }

  /** To the field itself, or to what it would lie in. */
  private goToField(number: number, count: number): void {
    const root = this.request.pane('input')?.index?.root.start;
    const place = this.request.fieldOf(number);
    if (place !== undefined && root !== undefined) this.finding.reveal('input', place.at ?? root, count);
  }

  /** Whether there was something to copy. */
  private async copy(reading: Promise<string | undefined> | undefined): Promise<boolean> {
    const text = await reading;
    if (text === undefined) return false;
    await this.parts.copy(text);
    this.post({ type: 'copied' });
    return true;
  }

  private async copyPath(reading: Promise<string | undefined> | undefined): Promise<void> {
    if (!(await this.copy(reading)))
      this.parts.inform(l10n.t('There is no path to copy: only what lies in an object or a list has one.'));
  }

  /** Never rejects: what goes wrong is logged, unless another request has taken the place of this one. */
  private async try(what: string, doing: Promise<unknown>, signal?: AbortSignal): Promise<void> {
    try {
      await doing;
    } catch (error) {
      if (signal?.aborted !== true) this.parts.log.warn(`payload: ${what} failed: ${String(error)}`);
    }
  }
}
