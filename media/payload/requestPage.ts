import {
  PANES,
  type Fact,
  type PageState,
  type PageWords,
  type Pane,
  type RequestView,
} from '../../src/core/payload/protocol';
import { drawHead } from './drawHead';
import { drawPane, type PaneParts } from './drawPane';
import { make, makeButton, quote, say } from './element';
import type { Host } from './host';
import type { RowTree } from './rowTree';

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;

/** The page: draws each fact as it comes and keeps what the reader opened and where they are. */
export class RequestPage {
  private showing = -1;
  private words?: PageWords;
  private trees: Partial<Record<Pane, RowTree>> = {};
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
  }

  hear(fact: Fact): void {
    if (fact.type !== 'began' && fact.showing !== this.showing) return;
    switch (fact.type) {
      case 'began':
        this.begin(fact);
        break;
      case 'shown':
        this.show(fact.view);
        break;
      case 'rowsRead':
        this.trees[fact.pane]?.take(fact.window);
        break;
      case 'failed':
        this.fail(fact);
        break;
      case 'copied':
        this.announce(this.words?.copied ?? '');
        break;
      default:
        fact satisfies never;
    }
  }

  private begin({ showing, words, ref }: Of<'began'>): void {
    this.showing = showing;
    this.words = words;
    this.trees = {};
    const kept = this.host.kept();
    const isSame = kept?.ref.requestId === ref.requestId && kept.ref.endpointId === ref.endpointId;
    this.state = isSame
      ? kept
      : { ref, toggled: { input: [], output: [] }, firstRow: { input: 0, output: 0 } };
    this.host.keep(this.state);
    const loading = words.loading.replace('{0}', ref.endpointId);
    this.page.ariaBusy = 'true';
    this.page.replaceChildren(make('div', 'progress'), quote('p', 'loading', loading));
  }

  private show(view: RequestView): void {
    if (this.words === undefined) return;
    const { words } = this;
    this.page.ariaBusy = 'false';
    const panes = make('div', 'panes');
    this.page.replaceChildren(drawHead(view.head, words), panes);
    for (const pane of PANES) {
      const { element, tree } = drawPane(pane, view[pane], words, this.partsOf(pane));
      panes.append(element);
      this.trees[pane] = tree;
      tree?.scrollTo(this.state?.firstRow[pane] ?? 0);
    }
  }

  private fail({ message, steps }: Of<'failed'>): void {
    this.page.ariaBusy = 'false';
    const alert = make('div', 'failure', quote('p', '', message));
    alert.role = 'alert';
    const buttons = steps.map(({ id, label }, index) =>
      makeButton(index === 0 ? 'primary' : 'secondary', label, () => this.takeStep(id)),
    );
    this.page.replaceChildren(
      this.state === undefined ? say('h1', '', '') : quote('h1', '', this.state.ref.endpointId),
      alert,
      make('div', 'buttons', ...buttons),
    );
  }

  private takeStep(id: string): void {
    const { showing } = this;
    if (id === 'retry') this.host.wish({ type: 'retry', showing });
    else this.host.wish({ type: 'takeStep', showing, step: id });
  }

  private partsOf(pane: Pane): PaneParts {
    const { host, showing } = this;
    return {
      ask: (from, count) => host.wish({ type: 'askRows', showing, pane, from, count }),
      toggle: (id, isExpanded, from, count) => {
        this.state?.toggled[pane].push([id, isExpanded]);
        this.keepSoon();
        host.wish({ type: 'toggle', showing, pane, id, isExpanded, from, count });
      },
      copy: (id) => host.wish({ type: 'copyValue', showing, pane, id }),
      copyAll: () => host.wish({ type: 'copyAll', showing, pane }),
      openJson: () => host.wish({ type: 'openJson', showing, pane }),
      retry: () => host.wish({ type: 'retry', showing }),
      didScroll: () => this.keepSoon(),
    };
  }

  /** Scrolling would otherwise write the state at every step. */
  private keepSoon(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.keepNow(), 200);
  }

  private keepNow(): void {
    const { state } = this;
    if (state === undefined) return;
    for (const pane of PANES) {
      state.firstRow[pane] = this.trees[pane]?.firstRow ?? 0;
      state.toggled[pane] = state.toggled[pane].slice(-500);
    }
    this.host.keep(state);
  }

  private announce(words: string): void {
    this.news.textContent = '';
    this.news.textContent = words;
  }
}
