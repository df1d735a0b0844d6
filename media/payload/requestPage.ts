import { PANES, type PageWords, type Pane, type RequestView } from '../../src/core/payload/view';
import { isStateOf, type PageState } from '../../src/core/payload/pageState';
import type { Fact } from '../../src/core/payload/protocol';
import { make, makeButton, quote, say } from './element';
import type { FindState } from './findBar';
import type { Focusable } from './focus';
import type { Host } from './host';
import { isCommand, isLetter } from './keyboard';
import { ShownRequest, type WishNow } from './shownRequest';

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;

/** The page: draws each fact as it comes and keeps what the reader opened and where they are. */
export class RequestPage {
  private showing = -1;
  private words?: PageWords;
  private shown?: ShownRequest;
  /** Drawn while the rest of the request is on its way. */
  private part?: ShownRequest;
  /** Where the keyboard was in what was drawn before. */
  private focused?: Focusable;
  /** The find bar of what was drawn before. */
  private find?: FindState;
  private state?: PageState;
  private keepTimer?: number;
  /** Outlives what is drawn, so that screen readers hear its changes. */
  private readonly news = make('div', 'news');

  constructor(
    private readonly page: HTMLElement,
    private readonly host: Host,
  ) {
    this.news.role = 'status';
    this.page.after(this.news);
    document.addEventListener('keydown', (event) => this.press(event));
  }

  hear(fact: Fact): void {
    if (fact.type !== 'began' && fact.showing !== this.showing) return;
    switch (fact.type) {
      case 'began':
        this.begin(fact);
        break;
      case 'partRead':
        this.showPart(fact.view);
        break;
      case 'shown':
        this.show(fact.view);
        break;
      case 'rowsRead':
        this.shown?.takeRows(fact);
        break;
      case 'failed':
        this.fail(fact);
        break;
      case 'copied':
        this.announce(this.words?.copied ?? '');
        break;
      case 'stringShown':
        this.shown?.showString(fact);
        break;
      case 'found':
        this.shown?.takeFound(fact);
        break;
      case 'revealed':
        this.shown?.reveal(fact);
        break;
      case 'mediaFound':
        this.shown?.showMedia(fact);
        break;
      case 'mediaRead':
        this.shown?.takeMedia(fact);
        break;
      case 'mediaFailed':
        this.shown?.failMedia(fact);
        break;
      case 'logsRead':
        this.shown?.showLogs(fact);
        break;
      case 'keptOpen':
        if (this.state !== undefined) this.state.isKept = fact.isKept;
        this.keepNow();
        break;
      default:
        fact satisfies never;
    }
  }

  private begin({ showing, words, ref, isKept }: Of<'began'>): void {
    // Of what was shown, while it is still known where the reader was.
    if (this.shown !== undefined) this.keepNow();
    this.focused = this.findFocus();
    this.find = isStateOf(this.state, ref) ? (this.drawn?.leaveFind() ?? this.find) : undefined;
    this.showing = showing;
    this.words = words;
    this.shown = undefined;
    this.part = undefined;
    const kept = this.host.kept();
    this.state = isStateOf(kept, ref)
      ? { ...kept, isKept }
      : { ref, toggled: { input: [], output: [] }, firstRow: { input: 0, output: 0 }, isKept };
    this.host.keep(this.state);
    const loading = words.loading.replace('{0}', ref.endpointId);
    this.page.ariaBusy = 'true';
    this.page.replaceChildren(make('div', 'progress'), quote('p', 'loading', loading));
  }

  /** Still loading, but there is something to read. */
  private showPart(view: RequestView): void {
    const { drawn } = this;
    const focused = this.findFocus();
    const part = (this.part = this.draw(view));
    if (part === undefined) return;
    this.page.replaceChildren(make('div', 'progress'), ...part.elements);
    this.goOn(part, drawn, focused);
  }

  private show(view: RequestView): void {
    const { part, state } = this;
    const shown = this.draw(view);
    if (shown === undefined) return;
    const focused = this.findFocus();
    // Where the reader went meanwhile, else where they were before.
    const rowOf = (pane: Pane): number => {
      const row = part?.firstRow(pane) ?? 0;
      return row > 0 ? row : (state?.firstRow[pane] ?? 0);
    };
    const rows = PANES.map(rowOf);
    this.page.ariaBusy = 'false';
    this.part = undefined;
    this.shown = shown;
    this.page.replaceChildren(...shown.elements);
    PANES.forEach((pane, at) => shown.scrollTo(pane, rows[at] ?? 0));
    this.goOn(shown, part, focused);
  }

  /** Beside a failure there are but buttons: what they bring is read in the output. */
  private findFocus(): Focusable | undefined {
    const { drawn } = this;
    if (!this.page.contains(document.activeElement)) return drawn === undefined ? this.focused : undefined;
    return drawn === undefined ? 'output' : drawn.focused;
  }

  private get drawn(): ShownRequest | undefined {
    return this.shown ?? this.part;
  }

  /** Who has gone to another editor meanwhile stays there. */
  private goOn(drawn: ShownRequest, before: ShownRequest | undefined, focused?: Focusable): void {
    const find = before === undefined ? this.find : before.leaveFind();
    if (find !== undefined) drawn.findOn(find);
    if (focused !== undefined && document.hasFocus()) drawn.focus(focused);
  }

  private draw(view: RequestView): ShownRequest | undefined {
    const { state, words } = this;
    return (
      words &&
      new ShownRequest(view, {
        words,
        wish: (wish) => this.wish(wish),
        didToggle: (pane, id, isExpanded) => {
          state?.toggled[pane].push([id, isExpanded]);
          this.keepSoon();
        },
        didScroll: () => this.keepSoon(),
      })
    );
  }

  private fail({ message, steps }: Of<'failed'>): void {
    const focused = this.findFocus();
    this.page.ariaBusy = 'false';
    this.part = undefined;
    const alert = make('div', 'failure', quote('p', '', message));
    alert.role = 'alert';
    const buttons = steps.map(({ id, label }, index) =>
      makeButton(index === 0 ? 'primary' : 'secondary', label, () =>
        this.wish(id === 'retry' ? { type: 'retry' } : { type: 'takeStep', step: id }),
      ),
    );
    this.page.replaceChildren(
      this.state === undefined ? say('h1', '', '') : quote('h1', '', this.state.ref.endpointId),
      alert,
      make('div', 'buttons', ...buttons),
    );
    if (focused !== undefined && document.hasFocus()) buttons[0]?.focus();
  }

  private wish(wish: WishNow): void {
    this.host.wish({ ...wish, showing: this.showing });
  }

  private press(event: KeyboardEvent): void {
    if (isCommand(event) && isLetter(event, 'f')) this.drawn?.openFind();
    else if (event.key === 'F3') this.drawn?.stepMatch(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }

  /** Scrolling would otherwise write the state at every step. */
  private keepSoon(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.keepNow(), 200);
  }

  private keepNow(): void {
    clearTimeout(this.keepTimer);
    const { state } = this;
    if (state === undefined) return;
    for (const pane of PANES) {
      if (this.shown !== undefined) state.firstRow[pane] = this.shown.firstRow(pane);
      state.toggled[pane] = state.toggled[pane].slice(-500);
    }
    this.host.keep(state);
  }

  private announce(words: string): void {
    this.news.textContent = '';
    this.news.textContent = words;
  }
}
