import type { LogEntry } from '../fal/types';
import { judgeLevel } from './judgeLevel';
import type { Level } from './level';
import { localTime } from './localTime';
import { cutLongLines } from './longLine';
import { toPlainText } from './plainText';
import { unwrapTraceback } from './traceback';

/** Marks what the tail itself has to say, so that the Output view's category filter can show or hide it. */
const OWN_CATEGORY = 'tail';
/** Continuation lines are indented, so that none can pass for the start of an entry. */
const INDENT = '    ';
const LINE_FEED = 10;
/** Apps are few; a stream that invents them must not fill the memory. */
const MOST_CATEGORIES = 1_000;

export interface LineOptions {
  /** Where it was found already. */
  readonly level?: Level;
  /** The message as it is read, where it was read already. */
  readonly text?: string;
  /** Long lines are not cut. */
  readonly isWhole?: boolean;
}

/**
 * An entry as lines of a tail's channel, each ended by a line feed:
 * `YYYY-MM-DD HH:MM:SS.mmm [level] [app] message`, the server's time in the person's zone. VS Code's Output view reads
 * that form and offers the apps as its own filter.
 */
export function formatEntry(
  { time, level: given, app, message }: LogEntry,
  options: LineOptions = {},
): string {
  const { text = shownText(message), level = judgeLevel(given, text), isWhole } = options;
  return formatLine(time, level, app, text, isWhole);
}

/** A message as it is read, be its line cut or not. */
export const shownText = (message: string): string => toPlainText(unwrapTraceback(message) ?? message);

export const formatNote = (time: number, level: Level, text: string): string =>
  formatLine(time, level, OWN_CATEGORY, toPlainText(text));

/** What came from the stream and is no log entry: it has no time of its own. */
export function formatRaw(receivedAt: number, output: string, { isWhole }: LineOptions = {}): string {
  const text = toPlainText(output);
  return formatLine(receivedAt, judgeLevel('', text), '', text, isWhole);
}

/** @param text plain. */
const formatLine = (time: number, level: Level, category: string, text: string, isWhole = false): string =>
  `${localTime(time)} [${level}] [${toCategory(category)}] ${toBody(text, isWhole)}\n`;

function toBody(text: string, isWhole: boolean): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === LINE_FEED) end--;
  const whole = end === text.length ? text : text.slice(0, end);
  const body = isWhole ? whole : cutLongLines(whole);
  return body.includes('\n') ? body.replaceAll('\n', `\n${INDENT}`) : body;
}

const toCategory = createCategories();

function createCategories(): (app: string) => string {
  const known = new Map<string, string>();
  return (app) => {
    const category = known.get(app);
    if (category !== undefined) return category;
    if (known.size >= MOST_CATEGORIES) known.clear();
    const made = makeCategory(app);
    known.set(app, made);
    return made;
  };
}

/** A bracket or a line break in an app's name would end the category early. */
const makeCategory = (app: string): string =>
  app === ''
    ? '-'
    : toPlainText(app)
        .replace(/[\n\t]/g, ' ')
        .replaceAll('[', '(')
        .replaceAll(']', ')');
