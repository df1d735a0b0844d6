import * as v from 'valibot';

/** What the page shows, as it is sent to it. */

export const PANES = ['input', 'output'] as const;
export type Pane = (typeof PANES)[number];

export const pane = v.picklist(PANES);

/** All that is shown as rows: the payloads, a long string of one shown whole, the request's logs. */
export const AREAS = [...PANES, 'string', 'logs'] as const;
export type Area = (typeof AREAS)[number];
export const area = v.picklist(AREAS);
/** What a search looks through: both payloads, or the string that is shown whole. */
export const scope = v.picklist(['panes', 'string']);
export type Scope = v.InferOutput<typeof scope>;
export const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

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
  /** How long they are, in words, where the key or the value is cut. */
  keyCut: v.optional(v.string()),
  cut: v.optional(v.string()),
  /** Of a log line: its stretches that lead to a file; `openSource` names one by its number. */
  links: v.optional(v.array(v.object({ start: place, end: place, hint: v.string() }))),
  /** Only of containers that hold something. */
  isExpanded: v.optional(v.boolean()),
});
export type Row = v.InferOutput<typeof row>;

export const rowsWindow = v.object({ from: place, total: place, rows: v.array(row) });
export type RowsWindow = v.InferOutput<typeof rowsWindow>;

const paneView = v.variant('state', [
  v.object({ state: v.literal('tree'), size: v.string(), window: rowsWindow }),
  /** Not JSON: `problem` says why and where; its rows are lines of the text. */
  v.object({ state: v.literal('text'), size: v.string(), problem: v.string(), window: rowsWindow }),
  /** As far as it has come; `note` says that there is more. */
  v.object({ state: v.literal('arriving'), note: v.string(), window: rowsWindow }),
  v.object({ state: v.literal('missing'), message: v.string(), reasons: v.array(v.string()) }),
]);
export type PaneView = v.InferOutput<typeof paneView>;

export const ref = v.object({
  requestId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  endpointId: v.pipe(v.string(), v.minLength(1), v.maxLength(500)),
  source: v.picklist(['owned', 'made']),
  account: v.optional(v.pipe(v.string(), v.maxLength(200))),
});

export const headFact = v.object({ label: v.string(), value: v.string(), hint: v.optional(v.string()) });
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
  /** The field of the input, as a path. */
  field: v.optional(v.string()),
  /** The input can be read, so that `goToField`, which names it by its number in the list, leads somewhere. */
  canGo: v.boolean(),
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

export const mediaItem = v.object({
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

export const step = v.object({ id: v.string(), label: v.string() });

export const requestView = v.object({ ref, head, input: paneView, output: paneView });
export type RequestView = v.InferOutput<typeof requestView>;

/** Every text that the page itself shows; `{0}` and its like are filled in there. */
export const words = v.object(
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
      'showKey',
      'close',
      'absent',
      'find',
      'findInText',
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
      'noSoundHeld',
      'logs',
      'logsLoading',
      'tail',
      'openLogs',
    ],
    v.string(),
  ),
);
export type PageWords = v.InferOutput<typeof words>;
