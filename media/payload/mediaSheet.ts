import type { MediaItem, PageWords } from '../../src/core/payload/view';
import { make, say } from './element';
import { MediaCard, type MediaCardParts } from './mediaCard';

export interface MediaSheetParts {
  readonly partsOf: (number: number) => MediaCardParts;
}

/** All files of a request, as a contact sheet. What is out of sight is not loaded. */
export class MediaSheet {
  readonly element: HTMLElement;
  private readonly cards: readonly MediaCard[];

  constructor(media: readonly MediaItem[], isCut: boolean, words: PageWords, { partsOf }: MediaSheetParts) {
    this.cards = media.map((item, number) => new MediaCard(item, words, partsOf(number)));
    const list = make('ul', 'sheet', ...this.cards.map(({ element }) => element));
    list.ariaLabel = words.media;
    const more = isCut ? words.mediaMore.replace('{0}', String(media.length)) : undefined;
    this.element = make(
      'section',
      'media',
      make('div', 'heading', say('h2', '', words.media), say('span', 'size', more ?? String(media.length))),
      list,
    );
    this.element.ariaLabel = words.media;
    const sight = new IntersectionObserver(
      (seen) => {
        for (const { isIntersecting, target } of seen)
          if (isIntersecting) this.cards.find(({ element }) => element === target)?.load();
      },
      { rootMargin: '200px' },
    );
    for (const { element } of this.cards) sight.observe(element);
  }

  show(number: number, uri: string): void {
    this.cards[number]?.show(uri);
  }

  fail(number: number, why: string): void {
    this.cards[number]?.fail(why);
  }
}
