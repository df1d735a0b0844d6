import type { PageWords } from '../../src/core/payload/view';
import { make, say } from './element';
import { makeIconButton } from './icons';

/** Typing goes on: each letter would begin another search. */
const PAUSE_MS = 120;

/** What is looked for, and the match gone to last; -1 before the first. */
export interface Stand {
  readonly query: string;
  readonly match: number;
}

/** A bar as it was left, for what is drawn in place of what it looked through. */
export interface FindState {
  readonly text: string;
  readonly selected: readonly [number | null, number | null];
  readonly stand: Stand;
}

export interface FindBarParts {
  readonly find: (query: string) => void;
  readonly goTo: (match: number) => void;
  /** It was closed: the focus goes back to where the reader was. */
  readonly close: () => void;
}

/** Finds in both payloads, in rows unseen too: the host looks, here one types and steps. */
export class FindBar {
  readonly element: HTMLElement;
  private readonly input = document.createElement('input');
  private readonly count = make('span', 'count');
  private timer?: number;
  private query = '';
  private total = 0;
  private isCut = false;
  private match = -1;
  /** Where to go on once the answer is there, without going anywhere. */
  private resumeFrom?: Stand;

  constructor(
    private readonly words: PageWords,
    private readonly parts: FindBarParts,
  ) {
    this.input.type = 'text';
    this.label(words.find);
    this.input.spellcheck = false;
    this.input.maxLength = 1000;
    this.count.role = 'status';
    this.element = make(
      'div',
      'find',
      this.input,
      this.count,
      makeIconButton('previous', words.findPrevious, () => this.step(-1)),
      makeIconButton('next', words.findNext, () => this.step(1)),
      makeIconButton('close', words.close, () => this.close()),
    );
    this.element.role = 'search';
    this.element.hidden = true;
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), PAUSE_MS);
    });
    this.element.addEventListener('keydown', (event) => this.press(event));
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  open(): void {
    this.element.hidden = false;
    this.input.focus();
    this.input.select();
    if (this.input.value !== '' && this.input.value !== this.query) this.search();
  }

  /** As if that had been typed into the empty box. */
  openWith(text: string): void {
    this.input.value = text;
    this.open();
    this.input.setSelectionRange(text.length, text.length);
  }

  /** Something else is looked through from here on: from its first match, or on from where it was left. */
  lookElsewhere(label: string, left?: Stand): void {
    this.label(label);
    if (!this.isOpen) return;
    this.search();
    this.resumeFrom = left;
  }

  /** Nothing is looked for here any more; `undefined` where nothing was. */
  leave(): FindState | undefined {
    clearTimeout(this.timer);
    if (!this.isOpen) return undefined;
    const { value, selectionStart, selectionEnd } = this.input;
    return { text: value, selected: [selectionStart, selectionEnd], stand: this.stand };
  }

  /** Goes on where another bar was left. */
  goOn({ text, selected, stand }: FindState): void {
    this.element.hidden = false;
    this.input.value = text;
    this.input.setSelectionRange(...selected);
    this.search();
    if (stand.match >= 0) this.resumeFrom = stand;
  }

  focus(): void {
    this.input.focus();
  }

  get stand(): Stand {
    return { query: this.query, match: this.match };
  }

  close(): void {
    this.element.hidden = true;
    clearTimeout(this.timer);
    this.query = '';
    this.parts.find('');
    this.parts.close();
  }

  /** The host has found so many. */
  take(query: string, total: number, isCut: boolean): void {
    if (query !== this.query) return;
    this.total = total;
    this.isCut = isCut;
    const left = this.resumeFrom;
    this.resumeFrom = undefined;
    this.match = left?.query === query && left.match < total ? left.match : -1;
    if (total > 0 && left === undefined) this.step(1);
    else this.tell();
  }

  step(by: number): void {
    if (this.input.value !== this.query) {
      this.search();
      return;
    }
    if (this.total === 0) return;
    this.match = (Math.max(this.match, by < 0 ? 0 : -1) + by + this.total) % this.total;
    this.tell();
    this.parts.goTo(this.match);
  }

  private label(label: string): void {
    this.input.placeholder = label;
    this.input.ariaLabel = label;
  }

  private search(): void {
    clearTimeout(this.timer);
    this.resumeFrom = undefined;
    this.query = this.input.value;
    this.total = 0;
    this.count.textContent = '';
    this.parts.find(this.query);
  }

  private tell(): void {
    const { findCount, findMany, findNone } = this.words;
    const pattern = this.isCut ? findMany : findCount;
    // As VS Code counts where none of them was gone to.
    const number = this.match < 0 ? '?' : String(this.match + 1);
    const said = pattern.replace('{0}', number).replace('{1}', this.total.toLocaleString());
    this.element.classList.toggle('is-empty', this.query !== '' && this.total === 0);
    this.count.replaceChildren(say('span', '', this.query === '' ? '' : this.total === 0 ? findNone : said));
  }

  private press(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target === this.input) this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  }
}
