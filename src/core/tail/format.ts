import type { LogEntry } from '../fal/types';
import { effectiveLevel, type Level } from './level';
import { toPlainText } from './plainText';

/** Marks what the tail itself has to say, so that the Output view's category filter can show or hide it. */
const OWN_CATEGORY = 'tail';
/** Continuation lines are indented, so that none can pass for the start of an entry. */
const INDENT = '    ';

/**
 * An entry as lines of a tail's channel, each ended by a line feed:
 * `YYYY-MM-DD HH:MM:SS.mmm [level] [app] message`, the server's time in the person's zone. VS Code's Output view reads
 * that form and offers the apps as its own filter.
 */
export const formatEntry = ({ time, level, app, message }: LogEntry): string =>
  formatLine(time, effectiveLevel(level, message), app, message);

export const formatNote = (time: number, level: Level, text: string): string =>
  formatLine(time, level, OWN_CATEGORY, text);

/** What came from the stream and is no log entry: it has no time of its own. */
export const formatRaw = (receivedAt: number, text: string): string =>
  formatLine(receivedAt, effectiveLevel('', text), '', text);

function formatLine(time: number, level: Level, category: string, message: string): string {
  const text = toPlainText(message).replace(/\n+$/, '');
  const body = text.includes('\n') ? text.replaceAll('\n', `\n${INDENT}`) : text;
  return `${localTime(time)} [${level}] [${toCategory(category)}] ${body}\n`;
}

/** A bracket or a line break in an app's name would end the category early. */
const toCategory = (app: string): string =>
  app === ''
    ? '-'
    : toPlainText(app)
        .replace(/[\n\t]/g, ' ')
        .replaceAll('[', '(')
        .replaceAll(']', ')');

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));
const three = (value: number): string =>
  value < 10 ? `00${value}` : value < 100 ? `0${value}` : String(value);

export function localTime(time: number): string {
  const at = new Date(time);
  const date = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${three(at.getMilliseconds())}`;
}
