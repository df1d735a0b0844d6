import * as v from 'valibot';
import {
  area,
  headFact,
  MAX_ROWS,
  mediaItem,
  pane,
  place,
  ref,
  requestView,
  rowsWindow,
  scope,
  step,
  words,
} from './view';

/**
 * The talk between the panel and its page. Facts come from the host and stand in the past tense; wishes come from the
 * page and are imperatives. Each side checks what arrives: until then it is `unknown`.
 */

/** Which showing a message belongs to: what concerns an earlier one is dropped on both sides. */
const showing = place;

const fact = v.variant('type', [
  /** Loading began. Always first, so it brings the page's words. */
  v.object({ type: v.literal('began'), showing, words, ref, isKept: v.boolean() }),
  v.object({ type: v.literal('shown'), showing, view: requestView }),
  /**
   * The first rows, while the rest is on its way: there is nothing to be wished of them but to be toggled. What is
   * looked for is asked for again once all is there.
   */
  v.object({ type: v.literal('partRead'), showing, view: requestView }),
  /** `isAnew`: what was sent of these rows before holds no longer. */
  v.object({
    type: v.literal('rowsRead'),
    showing,
    area,
    window: rowsWindow,
    isAnew: v.optional(v.boolean()),
  }),
  v.object({ type: v.literal('failed'), showing, message: v.string(), steps: v.array(step) }),
  v.object({ type: v.literal('copied'), showing }),
  /** A long string is there to be read whole, as the rows of the area `string`. */
  v.object({
    type: v.literal('stringShown'),
    showing,
    title: v.string(),
    size: v.string(),
    window: rowsWindow,
  }),
  /** `total` is what was found; `isCut` says that there is more. */
  v.object({
    type: v.literal('found'),
    showing,
    query: v.string(),
    scope,
    total: place,
    isCut: v.boolean(),
  }),
  /**
   * A row was gone to, and what hid it uncovered: `opened` are the containers opened for it, `closed` those closed
   * instead, and `match` is its number among those found.
   */
  v.object({
    type: v.literal('revealed'),
    showing,
    area,
    row: place,
    window: rowsWindow,
    opened: v.array(place),
    closed: v.optional(v.array(place)),
    match: v.optional(place),
  }),
  v.object({ type: v.literal('mediaFound'), showing, media: v.array(mediaItem), isCut: v.boolean() }),
  /** The file that a payload holds, as a data URI. */
  v.object({ type: v.literal('mediaRead'), showing, number: place, uri: v.string() }),
  /** Why a file could not be shown. */
  v.object({ type: v.literal('mediaFailed'), showing, number: place, why: v.string() }),
  v.object({
    type: v.literal('logsRead'),
    showing,
    /** What there is to say beside the lines, or in place of them. */
    note: v.optional(v.string()),
    canRetry: v.boolean(),
    /** It is running still. */
    canTail: v.boolean(),
    /** There are lines, and no more to come. */
    canOpen: v.boolean(),
    window: v.optional(rowsWindow),
    /** What the lines tell of the request beyond what fal's listing does. */
    facts: v.array(headFact),
  }),
  /** Whether this panel stays with its request. */
  v.object({ type: v.literal('keptOpen'), showing, isKept: v.boolean() }),
]);
export type Fact = v.InferOutput<typeof fact>;

type DropShowing<F> = F extends unknown ? Omit<F, 'showing'> : never;
/** A fact about the request that is shown; the talk adds which showing it is. */
export type FactNow = DropShowing<Fact>;

const from = place;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_ROWS));

/** What to copy of a row: the text a string means, the way to it, its JSON as sent. */
export const COPIES = ['value', 'path', 'json'] as const;
export type Copy = (typeof COPIES)[number];

/** As long as anyone types. */
const query = v.pipe(v.string(), v.maxLength(1000));
const number = place;

const wish = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('askRows'), showing, area, from, count }),
  /** `from` and `count` say which rows are in sight, so that the answer can bring them. */
  v.object({ type: v.literal('toggle'), showing, pane, id: place, isExpanded: v.boolean(), from, count }),
  /** Closes all that is open, and goes to what stands in place of that row. */
  v.object({ type: v.literal('collapseAll'), showing, pane, id: place, count }),
  v.object({ type: v.literal('copyRow'), showing, area, id: place, as: v.picklist(COPIES) }),
  v.object({ type: v.literal('copyAll'), showing, area }),
  v.object({ type: v.literal('openJson'), showing, pane }),
  v.object({ type: v.literal('showString'), showing, pane, id: place, isKey: v.boolean() }),
  v.object({ type: v.literal('find'), showing, query, scope }),
  /** `count` rows are in sight. */
  v.object({ type: v.literal('goToMatch'), showing, number, count }),
  v.object({ type: v.literal('goToField'), showing, number, count }),
  v.object({ type: v.literal('goToMedia'), showing, number, count }),
  v.object({ type: v.literal('askMedia'), showing, number }),
  v.object({ type: v.literal('checkMedia'), showing, number }),
  v.object({ type: v.literal('openMedia'), showing, number }),
  v.object({ type: v.literal('saveMedia'), showing, number }),
  v.object({ type: v.literal('readLogs'), showing }),
  v.object({ type: v.literal('tail'), showing }),
  /** What a link of a log line leads to: the page knows neither path nor command. */
  v.object({ type: v.literal('openSource'), showing, id: place, number }),
  v.object({ type: v.literal('retry'), showing }),
  v.object({ type: v.literal('takeStep'), showing, step: v.string() }),
]);
export type Wish = v.InferOutput<typeof wish>;

/** A message of the host as the page reads it; `undefined` when it is none. */
export function readFact(message: unknown): Fact | undefined {
  const read = v.safeParse(fact, message);
  return read.success ? read.output : undefined;
}

/** A message of the page as the host reads it; `undefined` when it is none. */
export function readWish(message: unknown): Wish | undefined {
  const read = v.safeParse(wish, message);
  return read.success ? read.output : undefined;
}
