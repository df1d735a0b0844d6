import * as v from 'valibot';

/**
 * The talk between the panel and its page. Facts come from the host and stand in the past tense; wishes come from the
 * page and are imperatives. Each side checks what arrives: until then it is `unknown`.
 */

export const PANES = ['input', 'output'] as const;
export type Pane = (typeof PANES)[number];

const pane = v.picklist(PANES);
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** As many rows as the page may ask for at once. */
export const MAX_ROWS = 400;

const row = v.object({
  /** Offset of the value in its text: what `toggle` and `copyValue` name. */
  id: place,
  kind: v.picklist(['object', 'array', 'string', 'number', 'boolean', 'null', 'text']),
  level: place,
  siblings: place,
  /** Its number among its siblings, from 0. */
  index: place,
  /** Number of the row it lies in. */
  parentRow: v.optional(place),
  /** An object's key, or an item's number in its array. */
  key: v.optional(v.string()),
  isItem: v.boolean(),
  /** The value, cut where long; of a container, what it holds in words. */
  text: v.string(),
  /** What is missing, in words, where `text` or `key` is cut. */
  cut: v.optional(v.string()),
  /** Only of containers that hold something. */
  isExpanded: v.optional(v.boolean()),
});
export type Row = v.InferOutput<typeof row>;

const rowsWindow = v.object({ from: place, total: place, rows: v.array(row) });
export type RowsWindow = v.InferOutput<typeof rowsWindow>;

const paneView = v.variant('state', [
  v.object({ state: v.literal('tree'), size: v.string(), window: rowsWindow }),
  /** Not JSON: `problem` says why and where; its rows are lines of the text. */
  v.object({ state: v.literal('text'), size: v.string(), problem: v.string(), window: rowsWindow }),
  v.object({ state: v.literal('missing'), message: v.string(), reasons: v.array(v.string()) }),
]);
export type PaneView = v.InferOutput<typeof paneView>;

const ref = v.object({
  requestId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  endpointId: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  source: v.picklist(['owned', 'made']),
});

const headFact = v.object({ label: v.string(), value: v.string(), hint: v.optional(v.string()) });
export type HeadFact = v.InferOutput<typeof headFact>;

const tone = v.picklist(['good', 'warning', 'bad', 'neutral']);
export type Tone = v.InferOutput<typeof tone>;

const head = v.object({
  endpoint: v.string(),
  status: v.object({ text: v.string(), tone }),
  facts: v.array(headFact),
  /** What went wrong, in words, one for each thing; empty where nothing did. */
  problems: v.array(v.object({ field: v.optional(v.string()), text: v.string() })),
});
export type Head = v.InferOutput<typeof head>;

const step = v.object({ id: v.string(), label: v.string() });

const requestView = v.object({ ref, head, input: paneView, output: paneView });
export type RequestView = v.InferOutput<typeof requestView>;

/** Every text that the page itself shows; `{0}` is filled in there. */
const words = v.object({
  loading: v.string(),
  input: v.string(),
  output: v.string(),
  problems: v.string(),
  facts: v.string(),
  retry: v.string(),
  openJson: v.string(),
  copyAll: v.string(),
  copyValue: v.string(),
  copied: v.string(),
});
export type PageWords = v.InferOutput<typeof words>;

/** Which showing a message belongs to: what concerns an earlier one is dropped on both sides. */
const showing = place;

const fact = v.variant('type', [
  /** Loading began. Always first, so it brings the page's words. */
  v.object({ type: v.literal('began'), showing, words, ref }),
  v.object({ type: v.literal('shown'), showing, view: requestView }),
  v.object({ type: v.literal('rowsRead'), showing, pane, window: rowsWindow }),
  v.object({ type: v.literal('failed'), showing, message: v.string(), steps: v.array(step) }),
  v.object({ type: v.literal('copied'), showing, pane }),
]);
export type Fact = v.InferOutput<typeof fact>;

const from = place;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_ROWS));

const wish = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('askRows'), showing, pane, from, count }),
  /** `from` and `count` say which rows are in sight, so that the answer can bring them. */
  v.object({ type: v.literal('toggle'), showing, pane, id: place, isExpanded: v.boolean(), from, count }),
  v.object({ type: v.literal('copyValue'), showing, pane, id: place }),
  v.object({ type: v.literal('copyAll'), showing, pane }),
  v.object({ type: v.literal('openJson'), showing, pane }),
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

const toggled = v.pipe(v.array(v.tuple([place, v.boolean()])), v.maxLength(500));
const pageState = v.object({
  ref,
  /** What the reader opened and closed, in that order, by offset. */
  toggled: v.object({ input: toggled, output: toggled }),
  /** First row in sight. */
  firstRow: v.object({ input: place, output: place }),
});
export type PageState = v.InferOutput<typeof pageState>;

/** What the page kept for itself over a reload; `undefined` when it cannot be used. */
export function readPageState(state: unknown): PageState | undefined {
  const read = v.safeParse(pageState, state);
  return read.success ? read.output : undefined;
}

/** Which request a caller names; `undefined` when it names none. */
export const readRef = (value: unknown): PageState['ref'] | undefined => {
  const read = v.safeParse(ref, value);
  return read.success ? read.output : undefined;
};
