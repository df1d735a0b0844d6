import { MAX_ROWS, type Area, type Row, type RowsWindow } from '../../src/core/payload/view';
import { canShowAll, drawGap, drawRow, type RowWords } from './drawRow';
import { make } from './element';
import { markMatches } from './highlight';
import { moveFor } from './keyboard';
import { actionFor, type RowActions } from './rowActions';
import { RowStore } from './rowStore';
import { ROW_HEIGHT_PX, Scale } from './scale';

/** Rows asked for beyond those in sight, on either side. */
const AHEAD = 100;

export interface RowTreeParts extends RowActions {
  readonly area: Area;
  readonly label: string;
  readonly words: RowWords;
  readonly ask: (from: number, count: number) => void;
  readonly toggle: (id: number, isExpanded: boolean, from: number, count: number) => void;
  /** Shows the whole of a value that is cut, or of its key. */
  readonly showAll?: (id: number, isKey: boolean) => void;
  readonly openSource: (id: number, link: number) => void;
  readonly didScroll: () => void;
}

/**
 * A tree of any length: only the rows in sight are in the document. It holds the focus itself and points to the active
 * row, which may well be out of sight.
 */
export class RowTree {
  readonly element = make('div', 'tree');
  private readonly sizer = make('div', 'sizer');
  private readonly store = new RowStore();
  private readonly drawn = new Map<number, HTMLElement>();
  private scale = new Scale(0, 0);
  private active = 0;
  /** Nothing is marked until the reader has been here. */
  private isVisited = false;
  private asked?: number;
  private query = '';

  constructor(private readonly parts: RowTreeParts) {
    this.element.role = 'tree';
    this.element.tabIndex = 0;
    this.element.ariaLabel = parts.label;
    this.sizer.role = 'presentation';
    this.element.append(this.sizer);
    this.element.addEventListener('scroll', () => {
      this.draw();
      parts.didScroll();
    });
    this.element.addEventListener('keydown', (event) => this.press(event));
    this.element.addEventListener('focus', () => {
      this.isVisited = true;
      this.markActive();
    });
    this.sizer.addEventListener('click', (event) => this.click(event));
    new ResizeObserver(() => this.fit()).observe(this.element);
  }

  /** The row at the top. */
  get firstRow(): number {
    return Math.floor(this.scale.rowAt(this.element.scrollTop));
  }

  scrollTo(row: number): void {
    this.element.scrollTop = this.scale.scrollTo(row);
    this.draw();
  }

  /** Goes to a row that was uncovered. */
  reveal(row: number, window: RowsWindow): void {
    this.take(window);
    this.isVisited = true;
    this.active = row;
    this.scrollTo(Math.max(0, row - Math.floor(this.rowsInView / 2)));
  }

  /** Marks a text in all rows that are drawn. */
  mark(query: string): void {
    this.query = query;
    this.draw();
  }

  focus(): void {
    this.element.focus();
  }

  /** As many rows as are in sight. */
  get rowsInView(): number {
    return Math.ceil(this.element.clientHeight / ROW_HEIGHT_PX) + 1;
  }

  take(window: RowsWindow): void {
    this.asked = undefined;
    const hasMoved = this.store.take(window);
    this.active = Math.min(this.active, this.store.total - 1);
    if (hasMoved) this.clear();
    this.fit();
  }

  /** Takes rows in place of all there were. */
  renew(window: RowsWindow): void {
    this.store.forget();
    this.clear();
    this.take(window);
  }

  private fit(): void {
    this.scale = new Scale(this.store.total, this.element.clientHeight);
    this.sizer.style.height = `${this.scale.heightPx}px`;
    this.draw();
  }

  private clear(): void {
    this.drawn.clear();
    this.sizer.replaceChildren();
  }

  private draw(): void {
    const first = this.firstRow;
    const end = Math.min(first + this.rowsInView, this.store.total);
    for (const [number, element] of this.drawn) {
      const isStale = number < first || number >= end || element.role === 'presentation';
      if (!isStale) continue;
      element.remove();
      this.drawn.delete(number);
    }
    for (let number = first; number < end; number += 1) this.place(number);
    this.markActive();
    markMatches(this.parts.area, this.drawn.values(), this.query);
    const missing = this.store.firstMissing(first, end);
    if (missing !== undefined) this.askAround(first);
  }

  private place(number: number): void {
    let element = this.drawn.get(number);
    if (element === undefined) {
      const row = this.store.get(number);
      const id = this.elementId(number);
      element = row === undefined ? drawGap(id) : drawRow(row, id, this.parts);
      element.dataset.row = String(number);
      this.drawn.set(number, element);
      this.insert(number, element);
    }
    element.style.top = `${this.scale.topOf(number, this.element.scrollTop)}px`;
  }

  /** In order, for what reads the document from top to bottom. */
  private insert(number: number, element: HTMLElement): void {
    const after = [...this.sizer.children].find(
      (each) => each instanceof HTMLElement && Number(each.dataset.row) > number,
    );
    this.sizer.insertBefore(element, after ?? null);
  }

  private askAround(first: number): void {
    if (this.asked === first) return;
    this.asked = first;
    const { from, count } = this.around(first);
    this.parts.ask(from, count);
  }

  private around(first: number): { from: number; count: number } {
    return { from: Math.max(0, first - AHEAD), count: Math.min(MAX_ROWS, this.rowsInView + 2 * AHEAD) };
  }

  private markActive(): void {
    for (const [number, element] of this.drawn)
      if (element.role === 'treeitem')
        element.ariaSelected = String(this.isVisited && number === this.active);
    const active = this.drawn.get(this.active);
    if (this.isVisited && active?.role === 'treeitem')
      this.element.setAttribute('aria-activedescendant', active.id);
    else this.element.removeAttribute('aria-activedescendant');
    // The menu key opens the menu of the row, though the focus is on the tree.
    this.element.dataset.vscodeContext = active?.dataset.vscodeContext ?? '{}';
  }

  private activate(number: number): void {
    this.isVisited = true;
    this.active = Math.max(0, Math.min(number, this.store.total - 1));
    const rows = Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT_PX));
    const top = this.scale.rowAt(this.element.scrollTop);
    if (this.active < top) this.scrollTo(this.active);
    else if (this.active > top + rows - 1) this.scrollTo(this.active - rows + 1);
    else this.markActive();
  }

  private press(event: KeyboardEvent): void {
    const row = this.store.get(this.active);
    const act = row === undefined ? undefined : actionFor(event, row, this.parts);
    if (act !== undefined) {
      event.preventDefault();
      act();
      return;
    }
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW_HEIGHT_PX) - 1);
    const move = moveFor(event, { active: this.active, total: this.store.total, page, row });
    if (move === undefined) return;
    event.preventDefault();
    if (move.type === 'go') this.activate(move.to);
    else if (row !== undefined) this.use(row);
  }

  private click(event: MouseEvent): void {
    const target = event.target instanceof Element ? event.target : undefined;
    const element = target?.closest('[data-row]');
    if (!(element instanceof HTMLElement)) return;
    const number = Number(element.dataset.row);
    const row = this.store.get(number);
    if (row === undefined) return;
    this.activate(number);
    const source = target?.closest('.source');
    if (source instanceof HTMLElement) this.parts.openSource(row.id, Number(source.dataset.link));
    else if (target?.closest('.copy') !== null) this.parts.copy?.(row.id, 'value');
    else if (target.closest('.of-key') !== null) this.parts.showAll?.(row.id, true);
    else if (target.closest('.show-all') !== null) this.parts.showAll?.(row.id, false);
    else if (document.getSelection()?.isCollapsed !== false) this.toggle(row);
  }

  private use(row: Row): void {
    if (row.links !== undefined) this.parts.openSource(row.id, 0);
    else if (canShowAll(row)) this.parts.showAll?.(row.id, false);
    else if (row.isExpanded === undefined && row.keyCut !== undefined) this.parts.showAll?.(row.id, true);
    else this.toggle(row);
  }

  private toggle(row: Row): void {
    if (row.isExpanded === undefined) return;
    const { from, count } = this.around(this.firstRow);
    this.parts.toggle(row.id, !row.isExpanded, from, count);
  }

  private elementId(number: number): string {
    return `${this.parts.area}-${number}`;
  }
}
