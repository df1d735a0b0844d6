/** Capitals say it by themselves: prose says "error" without being one. */
const CAPITALS = 'TRACE|DEBUG|INFO|NOTICE|SUCCESS|WARN(?:ING)?|ERROR|SEVERE|CRITICAL|FATAL';
/** In other cases a colon has to follow. */
const WORDS =
  'TRACE|[Tt]race|DEBUG|[Dd]ebug|INFO|[Ii]nfo|WARN(?:ING)?|[Ww]arn(?:ing)?|DEPRECATION|ERROR|[Ee]rror|CRITICAL|[Cc]ritical|FATAL|[Ff]atal';

/** What stands before a level and means nothing: signs, a process's rank or id. */
const NOISE = String.raw`(?:[\s*#>!=~|+-]|[^\x00-\x7f]|\[rank\d+\]:|\([^()\n]{1,60}\)\s){0,24}`;
const DATE = String.raw`\d{4}[-/.]\d\d[-/.]\d\d|\d\d[-/]\d\d(?:[-/]\d\d(?:\d\d)?)?`;
const TIME = String.raw`\[?(?:(?:${DATE})[T ,-]{1,2})?\d\d:\d\d:\d\d(?:[.,]\d{1,9}(?!\d)|(?![.,]\d))(?:Z|\s?[+-]\d\d:?\d\d)?\]?[\s|,:-]{0,6}`;
/**
 * Between a time and a level: a logger's name set off by a dash or bar, one with a mark or digit in it, or a bracket; a
 * plain word only behind the milliseconds that Python's logging writes, and where it does not begin a sentence.
 */
const NAME = String.raw`(?:\[[^\][\n]{1,60}\]\s{0,4}[-|:]?\s{0,4}|[\w./@:<>-]{1,60}\s{1,8}[-|]\s{1,4}|(?:root|[a-zA-Z]{0,40}[._:\d][\w.:-]{0,40})\s{1,8}|(?<=,\d{3}\s)(?!(?:[Nn]o|[Aa]n?|[Aa]ny|[Tt]he|[Gg]ot|[Ww]ith|[Rr]eceived)\s)[A-Za-z][\w-]{0,40}\s(?=(?:${CAPITALS})\s)|(?<=\s-\s)(?:[\w./@-]{1,40} ){2,4}-\s(?=(?:${CAPITALS})\s{1,8}-))`;
/** The same without a time, where a level in capitals follows with its colon: `[app] ERROR: …`, `app: ERROR: …`. */
const OWNER = String.raw`(?:\[[\w.:/-]{1,40}\]|[\w.-]{1,40}:)\s(?=(?:${CAPITALS}):)`;

/** A metric or a field of that name is no level: `error: 0.02`, `warning: None`. */
const NO_VALUE = String.raw`(?!\s*(?:-?\d+(?:\.\d+)?(?:e-?\d+)?%?\s*(?:$|[\n,;|/])|(?:None|null|nan|none|[Tt]rue|[Ff]alse|\[\]|\{\}|''|"")\s*(?:$|[\n,;])))`;
/** `MeanSquaredError: 0.02`; but `KeyError: 3` is what it says. */
const NO_METRIC = String.raw`(?!\s*-?\d+\.\d+(?:e-?\d+)?%?\s*(?:$|[\n,;|/]))`;

/**
 * The level in front: `ERROR: …`, `INFO:TRYON:…`, `2026-01-01 12:00:00,123 - app - ERROR - …`, `[INFO|trainer.py:12]`,
 * `Warning: …`, `app.py: error: …`, `E0101 12:00:00 …`, `[W socket.cpp:464]`, `[W:onnxruntime:…`, `[TRT] [W] …`,
 * `app - ERROR - …`, `npm ERR! …`, `E: Unable to …`.
 */
const LEADING = new RegExp(
  [
    String.raw`^${NOISE}(?:`,
    String.raw`(?:${TIME}${NAME}{0,3}?|${OWNER})??(?:`,
    String.raw`\[?(?<capitals>${CAPITALS})(?=[|\]]|\s(?!(?:rate|count|bound|margin|bars?|correction|handling|handler|logs?|messages?)\b)|:${NO_VALUE}|/\w|$)`,
    String.raw`|(?<word>${WORDS})\s?:${NO_VALUE}`,
    String.raw`|\[?(?<letter>[VDIWEF])(?:\d{4}\s\d\d:\d\d:\d\d|\s[\w/.-]{1,200}\.\w{1,4}:\d+\]|:onnxruntime:)`,
    String.raw`|\[TRT(?:-LLM)?\]\s(?:\[RANK \d+\]\s)?\[(?<trt>[VIWEF])\]`,
    String.raw`)`,
    String.raw`|[\w()-]{0,60}[./][\w./()-]{0,200}(?::\d+){0,2}:\s(?:fatal\s)?(?<tool>error|warning|fatal):`,
    String.raw`|[\w.]{1,60}\s[-|]\s(?<named>${CAPITALS})\s{1,8}[-|]`,
    String.raw`|npm\s(?<npm>ERR|WARN|error|warn)[!\s]`,
    String.raw`|(?<apt>[EW]):\s[A-Z][\w-]{0,40}\s`,
    String.raw`)`,
  ].join(''),
);

const PATH = String.raw`(?:[A-Za-z_]\w*\.){0,10}`;
/** `ValueError: …`, `torch.cuda.OutOfMemoryError: …`, `KeyError` alone, and how native code dies. */
const FAILURE = new RegExp(
  String.raw`^${NOISE}(?:${PATH}[A-Z]\w*(?:Error|Exception|Interrupt)(?:\s*(?:\n|$)|:${NO_METRIC})|Exception(?::|\s(?:(?:ignored\s)?in|during)\b[:\s])|\{\s*"traceback"\s*:|Fatal Python error:|Segmentation fault|terminate called after throwing|CUDA (?:error:|out of memory))`,
);
/** `UserWarning: …`, and with the place in front, as Python's `warnings` prints it. */
const PYTHON_WARNING = new RegExp(
  String.raw`^${NOISE}(?:[^\s:]{1,300}:\d+:\s|\[DEP\d{4}\]\s)?\s{0,4}${PATH}[A-Z]\w*Warning:`,
);
const TRACEBACK = 'Traceback (most recent call last)';

/** A level in brackets soon after the beginning, as structlog and gunicorn write it. */
const BRACKETED =
  /\[\s{0,8}(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|CRITICAL|FATAL|trace|debug|info|warn(?:ing)?|error|critical|fatal)\s{0,8}[\]|]/y;
const MOST_BEFORE_BRACKET = 100;

const JSON_LEVEL =
  /^\s*\{[^]{0,400}?"(?:level|levelname|log[._]?level|lvl|severity)"\s*:\s*"([A-Za-z]{3,11})"/;
/** loguru's own JSON begins with the line as text, which may be long, and in which these marks would be escaped. */
const LOGURU = '{"text": "';
const LOGURU_LEVEL = /"level": \{"icon": "[^"\n]{0,20}", "name": "([A-Za-z]{3,11})"/;
const LOGFMT_LEVEL =
  /^(?:[\w.-]{1,40}=(?:"(?:[^"\\\n]|\\.){0,100}"|[^\s"]{0,100})\s{1,4}){0,8}?(?:level|lvl|severity)="?([A-Za-z]{3,11})\b/;
const NCCL_LEVEL =
  /^\s?(?:\[[^\][\n]{1,40}\] )?[\w.-]{1,100}:\d+:\d+ \[\d+\] (?:[\w./-]{1,200}:\d+ (?:\([^()\n]{1,100}\) )?)?NCCL (WARN|INFO|TRACE)\b/;

/**
 * The name of the level that a text itself gives, as the many ways of logging write it; `undefined` where it gives
 * none. All patterns begin at the text's first character: this runs for each line of a tail.
 */
export function levelInText(text: string): string | undefined {
  if (FAILURE.test(text) || text.includes(TRACEBACK)) return 'error';
  const { capitals, word, letter, trt, tool, named, npm, apt } = LEADING.exec(text)?.groups ?? {};
  return (
    capitals ??
    word ??
    letter ??
    trt ??
    tool ??
    named ??
    npm ??
    apt ??
    (PYTHON_WARNING.test(text) ? 'warning' : undefined) ??
    bracketedLevel(text) ??
    (text.startsWith(LOGURU) ? LOGURU_LEVEL.exec(text)?.[1] : undefined) ??
    (JSON_LEVEL.exec(text) ?? LOGFMT_LEVEL.exec(text) ?? NCCL_LEVEL.exec(text))?.[1]
  );
}

function bracketedLevel(text: string): string | undefined {
  for (let at = text.indexOf('['); at !== -1 && at <= MOST_BEFORE_BRACKET; at = text.indexOf('[', at + 1)) {
    BRACKETED.lastIndex = at;
    const name = BRACKETED.exec(text)?.[1];
    // Behind a quotation mark it is somebody's words: a prompt, a title.
    if (name !== undefined) return /["'`“]/.test(text.slice(0, at)) ? undefined : name;
  }
  return undefined;
}
