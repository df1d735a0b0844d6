import type { Area } from '../../src/core/payload/view';

/** As many marks as one row can show. */
const MAX_MARKS = 50;

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

function rangesIn(element: HTMLElement, wanted: string): Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
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
