/** VS Code's Output view chokes on a text of 125,000 lines and more; a channel may grow by half before it is cut. */
const MOST_TAIL_LINES = 75_000;
const FEWEST_TAIL_LINES = 100;
/** A refresh is several questions, and fal limits how often a key may ask. */
const SHORTEST_REFRESH_SECONDS = 5;

/** The nearest number of lines that a channel can keep. */
export const limitTailLines = (wanted: number): number =>
  Math.min(Math.max(wanted, FEWEST_TAIL_LINES), MOST_TAIL_LINES);

/** The nearest time between refreshes; 0 and less is off. */
export const limitRefreshSeconds = (wanted: number): number =>
  wanted > 0 ? Math.max(wanted, SHORTEST_REFRESH_SECONDS) : 0;
