import {
  PANES,
  type Area,
  type PageWords,
  type Pane,
  type RequestView,
  type Scope,
} from '../../src/core/payload/view';
import type { Copy, Fact, Wish } from '../../src/core/payload/protocol';
import { drawHead, type DrawnHead } from './drawHead';
import { drawLogs } from './drawLogs';
import { drawPane } from './drawPane';
import { drawString } from './drawString';
import { make } from './element';
import { FindBar, type FindState, type Stand } from './findBar';
import { focusIn, type Focusable } from './focus';
import { MediaSheet } from './mediaSheet';
import type { RowTree } from './rowTree';

/** What the find bar looks through; only the one or the other is seen. */
const SEARCHED = [...PANES, 'string'] as const;

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>;
type DropShowing<W> = W extends { showing: number } ? Omit<W, 'showing'> : never;
/** What is wished of the request that is shown. */
export type WishNow = DropShowing<Wish>;

export interface ShownRequestParts {
  readonly words: PageWords;
  readonly wish: (wish: WishNow) => void;
  /** The reader opened or closed a value. */
  readonly didToggle: (pane: Pane, id: number, isExpanded: boolean) => void;
  readonly didScroll: () => void;
}

/** One request as it is drawn: head, media, input and output, logs, and what lies over them. */
export class ShownRequest {
  readonly elements: readonly HTMLElement[];
  private readonly trees: Partial<Record<Area, RowTree>> = {};
  private readonly head: DrawnHead;
  private readonly find: FindBar;
  private readonly media = make('div', 'media-place');
  private readonly panes = make('div', 'panes');
  private readonly logs = make('div', 'logs-place');
  private whole?: HTMLElement;
  /** The match in the payloads at which a string was shown whole. */
  private left?: Stand;
  /** Where the payloads stood then: what is not laid out is scrolled nowhere. */
  private rowsLeft: Partial<Record<Pane, number>> = {};
  private sheet?: MediaSheet;
  private lastPane: Pane = 'output';

  constructor(
    view: RequestView,
    private readonly parts: ShownRequestParts,
  ) {
    const { words, wish } = parts;
    this.find = new FindBar(words, {
      find: (query) => {
        for (const area of SEARCHED) this.trees[area]?.mark(query);
        wish({ type: 'find', query, scope: this.scope });
      },
      goTo: (number) => wish({ type: 'goToMatch', number, count: this.rowsInView('input') }),
      close: () => this.lastTree?.focus(),
    });
    this.head = drawHead(view.head, words, {
      goToField: (number) => wish({ type: 'goToField', number, count: this.rowsInView('input') }),
      find: () => this.find.open(),
    });
    for (const pane of PANES) {
      const { element, tree } = drawPane(pane, view[pane], words, this.partsOf(pane));
      this.panes.append(element);
      this.trees[pane] = tree;
      element.addEventListener('focusin', () => (this.lastPane = pane));
    }
    this.logs.append(drawLogs(undefined, words, this.partsOf('logs')).element);
    this.elements = [this.find.element, this.head.element, this.media, this.panes, this.logs];
  }

  firstRow(pane: Pane): number {
    return (this.panes.hidden ? this.rowsLeft[pane] : this.trees[pane]?.firstRow) ?? 0;
  }

  /** Where the keyboard is; what is not drawn again counts as the payload that it was in last. */
  get focused(): Focusable | undefined {
    const holds = (element: HTMLElement) => element.contains(document.activeElement);
    if (holds(this.logs)) return 'logs';
    if (holds(this.find.element)) return 'find';
    return this.elements.some(holds) || (this.whole !== undefined && holds(this.whole))
      ? this.lastPane
      : undefined;
  }

  focus(area: Focusable): void {
    if (area === 'find') {
      if (this.find.isOpen) this.find.focus();
      else this.lastTree?.focus();
      return;
    }
    const place = area === 'logs' ? this.logs : this.panes.children[PANES.indexOf(area)];
    const section = area === 'logs' ? place?.firstElementChild : place;
    if (section instanceof HTMLElement) focusIn(section, this.trees[area]);
  }

  scrollTo(pane: Pane, row: number): void {
    this.trees[pane]?.scrollTo(row);
  }

  leaveFind(): FindState | undefined {
    const state = this.find.leave();
    // A string shown whole is not shown again.
    return state && this.whole !== undefined ? { ...state, stand: this.left ?? state.stand } : state;
  }

  findOn(state: FindState): void {
    this.find.goOn(state);
  }

  openFind(): void {
    this.find.open();
  }

  stepMatch(by: number): void {
    if (this.find.isOpen) this.find.step(by);
  }

  takeRows({ area, window, isAnew }: Of<'rowsRead'>): void {
    if (isAnew === true) this.trees[area]?.renew(window);
    else this.trees[area]?.take(window);
  }

  takeFound({ query, scope, total, isCut }: Of<'found'>): void {
    if (scope === this.scope) this.find.take(query, total, isCut);
  }

  reveal({ area, row, window, opened, closed = [], match }: Of<'revealed'>): void {
    if (area === 'input' || area === 'output') {
      this.closeString();
      this.lastPane = area;
      for (const id of opened) this.parts.didToggle(area, id, true);
      for (const id of closed) this.parts.didToggle(area, id, false);
    }
    const tree = this.trees[area];
    tree?.reveal(row, window);
    // Who steps through matches goes on typing.
    if (match === undefined) tree?.focus();
    tree?.element.scrollIntoView({ block: 'nearest' });
  }

  showMedia({ media, isCut }: Of<'mediaFound'>): void {
    this.media.replaceChildren();
    this.sheet = undefined;
    if (media.length === 0) return;
    const { words, wish } = this.parts;
    this.sheet = new MediaSheet(media, isCut, words, {
      partsOf: (number) => ({
        read: () => wish({ type: 'askMedia', number }),
        check: () => wish({ type: 'checkMedia', number }),
        open: () => wish({ type: 'openMedia', number }),
        save: () => wish({ type: 'saveMedia', number }),
        goTo: () => wish({ type: 'goToMedia', number, count: this.rowsInView('output') }),
      }),
    });
    this.media.append(this.sheet.element);
  }

  takeMedia({ number, uri }: Of<'mediaRead'>): void {
    this.sheet?.show(number, uri);
  }

  failMedia({ number, why }: Of<'mediaFailed'>): void {
    this.sheet?.fail(number, why);
  }

  showLogs(logs: Of<'logsRead'>): void {
    const { element, tree } = drawLogs(logs, this.parts.words, this.partsOf('logs'));
    const hadFocus = this.focused === 'logs';
    this.logs.replaceChildren(element);
    this.trees.logs = tree;
    if (hadFocus) this.focus('logs');
    this.head.addFacts(logs.facts);
  }

  showString(fact: Of<'stringShown'>): void {
    const { element, tree } = drawString(fact, this.parts.words, {
      ...this.partsOf('string'),
      close: () => {
        this.closeString();
        this.lastTree?.focus();
      },
    });
    if (this.whole === undefined) {
      this.left = this.find.stand;
      this.rowsLeft = { input: this.firstRow('input'), output: this.firstRow('output') };
    }
    this.whole?.remove();
    this.whole = element;
    this.panes.hidden = true;
    this.panes.after(element);
    this.trees.string = tree;
    tree.focus();
    this.find.lookElsewhere(this.parts.words.findInText);
  }

  private closeString(): void {
    if (this.whole === undefined) return;
    this.whole.remove();
    this.whole = undefined;
    this.trees.string = undefined;
    this.panes.hidden = false;
    this.find.lookElsewhere(this.parts.words.find, this.left);
  }

  private get scope(): Scope {
    return this.trees.string === undefined ? 'panes' : 'string';
  }

  private get lastTree(): RowTree | undefined {
    return this.trees.string ?? this.trees[this.lastPane];
  }

  private rowsInView(pane: Pane): number {
    return Math.max(20, Math.min(150, this.trees[pane]?.rowsInView ?? 0));
  }

  private partsOf(area: Area) {
    const { wish, didToggle, didScroll } = this.parts;
    const pane = area === 'input' ? 'input' : 'output';
    return {
      ask: (from: number, count: number) => wish({ type: 'askRows', area, from, count }),
      toggle: (id: number, isExpanded: boolean, from: number, count: number) => {
        didToggle(pane, id, isExpanded);
        wish({ type: 'toggle', pane, id, isExpanded, from, count });
      },
      collapseAll: (id: number) => wish({ type: 'collapseAll', pane, id, count: this.rowsInView(pane) }),
      copy: (id: number, as: Copy) => wish({ type: 'copyRow', area, id, as }),
      showAll: (id: number, isKey: boolean) => wish({ type: 'showString', pane, id, isKey }),
      type: (text: string) => this.find.openWith(text),
      copyAll: () => wish({ type: 'copyAll', area }),
      openJson: () => wish({ type: 'openJson', pane }),
      retry: () => wish({ type: area === 'logs' ? 'readLogs' : 'retry' }),
      tail: () => wish({ type: 'tail' }),
      openSource: (id: number, number: number) => wish({ type: 'openSource', id, number }),
      didScroll,
    };
  }
}
