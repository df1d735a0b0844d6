import { splitVisible } from '../../src/core/payload/visibleText';

type Child = Node | undefined;

/** An element of that class with these children; what is `undefined` is left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (className !== '') element.className = className;
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** Words of ours, which hold nothing to hide. */
export function say<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  words: string,
): HTMLElementTagNameMap[K] {
  const element = make(tag, className);
  element.textContent = words;
  return element;
}

/** Words from outside: what cannot be seen in them gets a mark, and their direction stays their own. */
export function quote<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  words: string,
): HTMLElementTagNameMap[K] {
  const pieces = splitVisible(words).map(({ text, isMark }) =>
    isMark ? say('span', 'unseen', text) : document.createTextNode(text),
  );
  const element = make(tag, className, ...pieces);
  element.dir = 'auto';
  return element;
}

export function makeButton(className: string, words: string, press: () => void): HTMLButtonElement {
  const button = say('button', className, words);
  button.type = 'button';
  button.addEventListener('click', press);
  return button;
}
