import type { MediaItem, PageWords } from '../../src/core/payload/view';
import { make, quote, say } from './element';
import { drawIcon, makeIconButton } from './icons';

export interface MediaCardParts {
  readonly read: () => void;
  readonly check: () => void;
  readonly open: () => void;
  readonly save: () => void;
  readonly goTo: () => void;
}

/** One file: what can be seen or heard of it, its name and size, and what can be done with it. */
export class MediaCard {
  readonly element: HTMLElement;
  private readonly preview = make('div', 'preview');
  private isLoaded = false;

  constructor(
    private readonly item: MediaItem,
    words: PageWords,
    private readonly parts: MediaCardParts,
  ) {
    const name = quote('span', 'name', item.name);
    name.title = item.path;
    this.element = make(
      'li',
      `card is-${item.kind}`,
      this.preview,
      name,
      make(
        'div',
        'actions',
        makeIconButton('target', `${words.goTo}: ${item.path}`, parts.goTo),
        item.canOpen ? makeIconButton('open', words.openExternally, parts.open) : undefined,
        makeIconButton('save', words.save, parts.save),
      ),
      item.details === '' ? undefined : say('span', 'details', item.details),
      item.note === undefined ? undefined : say('span', 'details', item.note),
      item.maySoundBeMissing && item.kind !== 'image'
        ? say('span', 'details', item.canOpen ? words.noSound : words.noSoundHeld)
        : undefined,
    );
    this.showIcon();
  }

  /** It is in sight: nothing is loaded before. */
  load(): void {
    if (this.isLoaded) return;
    this.isLoaded = true;
    if (this.item.url !== undefined) this.show(this.item.url);
    else if (this.item.isHeld) this.parts.read();
  }

  show(address: string): void {
    const player = this.makePlayer();
    player.addEventListener('error', () => this.parts.check(), { once: true });
    player.src = address;
    this.preview.replaceChildren(player);
  }

  fail(why: string): void {
    this.preview.replaceChildren(say('p', 'why', why));
    this.element.classList.add('is-failed');
  }

  private makePlayer(): HTMLImageElement | HTMLVideoElement | HTMLAudioElement {
    const { kind, name } = this.item;
    if (kind === 'image') {
      const image = document.createElement('img');
      image.alt = name;
      image.decoding = 'async';
      image.referrerPolicy = 'no-referrer';
      return image;
    }
    const player = document.createElement(kind === 'video' ? 'video' : 'audio');
    player.controls = true;
    player.preload = 'metadata';
    player.ariaLabel = name;
    return player;
  }

  private showIcon(): void {
    this.preview.replaceChildren(drawIcon('file'));
  }
}
