import type { Locator } from 'playwright-core';

/** All that a person reads or hears in these parts of the window: texts, names and hints of what is visible. */
export const wordsIn = (parts: Locator): Promise<string[]> =>
  parts.evaluateAll((elements) => {
    const found: string[] = [];
    const look = (element: Element): void => {
      if (element instanceof HTMLStyleElement || !element.checkVisibility()) return;
      for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'])
        found.push(element.getAttribute(name) ?? '');
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
        else if (node instanceof Element) look(node);
      }
    };
    elements.forEach(look);
    return found.map((text) => text.replaceAll('\u00a0', ' ').trim()).filter((text) => text !== '');
  });
