import type { Area } from '../../src/core/payload/view';

/** As many marks as one row can show. */
const MAX_MARKS = 50;

/** What the search looks through: no number of an item, and of a container its key alone. */
const SEARCHED = '.key:not(.item), .row:not(.object, .array) > .value';

/**
 * Marks a text wherever it stands in the elements, without touching them. What is marked is what a person reads: of a
 * match behind the end of a cut value nothing can be marked.
 */
export function markMatches(area: Area, elements: Iterable<HTMLElement>, query: string): void {
  const name = `find-${area}`;
  CSS.highlights.delete(name);
  if (query === '') return;
  const wanted = query.toLowerCase();
  const ranges = [...elements].flatMap((element) => rangesIn(element, wanted));
  if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
}

function rangesIn(row: HTMLElement, wanted: string): Range[] {
  const ranges: Range[] = [];
  for (const node of [...row.querySelectorAll(SEARCHED)].flatMap(textsIn)) {
    const text = (node.nodeValue ?? '').toLowerCase();
    for (
      let at = text.indexOf(wanted);
      at >= 0 && ranges.length < MAX_MARKS;
      at = text.indexOf(wanted, at + 1)
    ) {
      // Folding may make a text longer: then the place is not known.
      if (at + wanted.length > (node.nodeValue ?? '').length) break;
      const range = new Range();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      ranges.push(range);
    }
  }
  return ranges;
}

function textsIn(element: Element): Node[] {
  const texts: Node[] = [];
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
    if (node.parentElement?.matches('.colon') !== true) texts.push(node);
  return texts;
}
