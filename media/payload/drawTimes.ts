import type { TimePart } from '../../src/core/payload/view';
import { make, say } from './element';

/** How long it waited and ran: in words, and drawn to scale where the lengths are known. */
export function drawTimes(parts: readonly TimePart[], label: string): HTMLElement {
  const legend = make(
    'dl',
    'legend',
    ...parts.map(({ id, label: name, value }) =>
      make('div', `time ${id}`, say('dt', '', name), say('dd', '', value)),
    ),
  );
  const section = make('section', 'times', drawBar(parts), legend);
  section.ariaLabel = label;
  return section;
}

function drawBar(parts: readonly TimePart[]): HTMLElement | undefined {
  const stretches = parts.filter(({ id, ms }) => id !== 'total' && ms !== undefined);
  const isKnown = stretches.some(({ ms }) => ms !== undefined && ms > 0);
  // Half of it would look like the whole.
  const isWhole = stretches.length === 2 || parts.some(({ id, isOpen }) => id === 'total' && isOpen);
  if (!isKnown || !isWhole) return undefined;
  const bar = make(
    'div',
    'bar',
    ...stretches.map(({ id, ms, isOpen }) => {
      const stretch = make('div', `stretch ${id}${isOpen ? ' open' : ''}`);
      stretch.style.flexGrow = String(ms);
      return stretch;
    }),
  );
  bar.ariaHidden = 'true';
  return bar;
}
