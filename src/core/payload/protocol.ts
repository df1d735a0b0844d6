import * as v from 'valibot';

/**
 * The talk between the panel and its page. Facts come from the host and stand in the past tense; wishes come from the
 * page and are imperatives. Each side checks what arrives: until then it is `unknown`.
 */

export const PANES = ['input', 'output'] as const;
export type Pane = (typeof PANES)[number];

const pane = v.picklist(PANES);

/** All that is shown as rows: the payloads, a long string of one shown whole, the request's logs. */
export const AREAS = [...PANES, 'string', 'logs'] as const;
export type Area = (typeof AREAS)[number];
const area = v.picklist(AREAS);
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** As many rows as the page may ask for at once. */
export const MAX_ROWS = 400;

/** The levels of log lines. */
export const TONES = ['trace', 'debug', 'info', 'warning', 'error'] as const;

const row = v.object({
  /** Offset of the value in its text: what `toggle` and `copyRow` name. */
  id: place,
  kind: v.picklist(['object', 'array', 'string', 'number', 'boolean', 'null', 'text', 'log']),
  /** Of a log line: its level. */
  tone: v.optional(v.picklist(TONES)),
  level: place,
  siblings: place,
  /** Its number among its siblings, from 0. */
  index: place,
  /** Number of the row it lies in. */
  parentRow: v.optional(place),
  /** An object's key, an item's number in its array, or a log line's time. */
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

const timePart = v.object({
  id: v.picklist(['waited', 'ran', 'total']),
  label: v.string(),
  value: v.string(),
  /** Its length, where it is known. */
  ms: v.optional(v.pipe(v.number(), v.minValue(0))),
  /** It has not ended. */
  isOpen: v.boolean(),
});
export type TimePart = v.InferOutput<typeof timePart>;

const problem = v.object({
  /** The field of the input, as a path; `goToField` names it by its number in the list. */
  field: v.optional(v.string()),
  /** The input has no such field. */
  isAbsent: v.optional(v.boolean()),
  text: v.string(),
});

const head = v.object({
  endpoint: v.string(),
  status: v.object({ text: v.string(), tone }),
  facts: v.array(headFact),
  times: v.array(timePart),
  /** What went wrong, in words, one for each thing; empty where nothing did. */
  problems: v.array(problem),
});
export type Head = v.InferOutput<typeof head>;

const mediaItem = v.object({
  /** Whose payload names it, and where. */
  pane,
  id: place,
  path: v.string(),
  kind: v.picklist(['image', 'video', 'audio', 'file']),
  name: v.string(),
  /** Type, measures and size in words. */
  details: v.string(),
  /** Where the page may load it from by itself; absent where it must not, or where the payload holds the file. */
  url: v.optional(v.string()),
  /** Why it is not shown by itself, where it is not. */
  note: v.optional(v.string()),
  /** The payload holds the file: `askMedia` brings it. */
  isHeld: v.boolean(),
  canOpen: v.boolean(),
  maySoundBeMissing: v.boolean(),
});
export type MediaItem = v.InferOutput<typeof mediaItem>;

const step = v.object({ id: v.string(), label: v.string() });

const requestView = v.object({ ref, head, input: paneView, output: paneView });
export type RequestView = v.InferOutput<typeof requestView>;

/** Every text that the page itself shows; `{0}` and its like are filled in there. */
const words = v.object(
  v.entriesFromList(
    [
      'loading',
      'input',
      'output',
      'problems',
      'facts',
      'times',
      'retry',
      'openJson',
      'copyAll',
      'copyValue',
      'copied',
      'showAll',
      'close',
      'absent',
      'find',
      'findNext',
      'findPrevious',
      'findCount',
      'findMany',
      'findNone',
      'media',
      'mediaMore',
      'openExternally',
      'save',
      'goTo',
      'noSound',
      'notLoaded',
      'logs',
      'logsLoading',
      'tail',
      'openLogs',
    ],
    v.string(),
  ),
);
export type PageWords = v.InferOutput<typeof words>;

/** Which showing a message belongs to: what concerns an earlier one is dropped on both sides. */
const showing = place;

const fact = v.variant('type', [
  /** Loading began. Always first, so it brings the page's words. */
  v.object({ type: v.literal('began'), showing, words, ref, isKept: v.boolean() }),
  v.object({ type: v.literal('shown'), showing, view: requestView }),
  v.object({ type: v.literal('rowsRead'), showing, area, window: rowsWindow }),
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
  v.object({ type: v.literal('found'), showing, query: v.string(), total: place, isCut: v.boolean() }),
  /** A value was uncovered: `opened` are the containers opened for it, and `match` is its number among those found. */
  v.object({
    type: v.literal('revealed'),
    showing,
    pane,
    row: place,
    window: rowsWindow,
    opened: v.array(place),
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
  v.object({ type: v.literal('copyRow'), showing, area, id: place, as: v.picklist(COPIES) }),
  v.object({ type: v.literal('copyAll'), showing, area }),
  v.object({ type: v.literal('openJson'), showing, pane }),
  v.object({ type: v.literal('showString'), showing, pane, id: place }),
  v.object({ type: v.literal('find'), showing, query }),
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
  /** This panel stays with its request. */
  isKept: v.optional(v.boolean()),
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
