import { isRecord } from '../base/guards';

/** `format_exception`'s chunks, joined; fal's runner wraps an uncaught exception so. */
const WRAPPED = /^\s*\{\s*"traceback"\s*:/;
export const HEADER = 'Traceback (most recent call last):';
/** Words between two exceptions of a chain. */
export const CHAIN_WORDS =
  /During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:/;
/** In fal's order a header stands before them, in Python's one follows. */
const CHAIN = new RegExp(
  String.raw`(?<=^Traceback \(most recent call last\):\n)\n(${CHAIN_WORDS.source})\n\n`,
  'gm',
);
const FRAME = /^ {2}File ".*", line \d+/;
const REPEATED = /^ {2}\[Previous line repeated \d+ more times?\]$/;
/** Notes (`add_note`) are chunks of their own, a line each: reversed, they stand before what they are added to. */
const EXCEPTION = /^(?:\w+\.)*\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Group)(?::|$)/;
const NAME = /^[A-Za-z_][\w.]*(?::|$)/;
const UNPARSED = /^(?:SyntaxError|IndentationError|TabError)(?::|$)/;

/**
 * The traceback that a message wraps, in Python's order. fal's runner reverses the chunks: the exception first, then
 * the frames from the innermost outwards, the header last. `undefined` where the message is none of that form.
 */
export function unwrapTraceback(message: string): string | undefined {
  if (!WRAPPED.test(message)) return undefined;
  const text = readTraceback(message);
  return text?.includes(HEADER) ? toPythonOrder(text) : undefined;
}

function readTraceback(message: string): string | undefined {
  try {
    const json: unknown = JSON.parse(message);
    if (!isRecord(json) || typeof json.traceback !== 'string') return undefined;
    // With more in it, it is another's form, of which nothing may be lost.
    return Object.keys(json).length === 1 ? json.traceback : undefined;
  } catch {
    // Cut short on its way, or no JSON at all.
    return undefined;
  }
}

function toPythonOrder(reversed: string): string {
  // Splitting by a pattern with a group gives the words in between too.
  const parts = `${reversed.replace(/\n+$/, '')}\n`.split(CHAIN);
  return parts
    .map((part, index) => (index % 2 === 1 ? `\n${part}\n\n` : toPartInOrder(part)))
    .reverse()
    .join('');
}

/** One exception: its words, its frames, the header. Anything else, say a group of exceptions, stays as it came. */
function toPartInOrder(part: string): string {
  const lines = part.replace(/\n$/, '').split('\n');
  const last = lines.pop();
  if (last !== HEADER || lines.length === 0) return part;
  const { words, frames } = splitFrames(lines);
  return [HEADER, ...frames.flat(), ...words].map((line) => `${line}\n`).join('');
}

/** The words come first and may quote frames of their own, so the exception's frames are found from the end. */
function splitFrames(lines: readonly string[]): { words: readonly string[]; frames: readonly string[][] } {
  const frames: string[][] = [];
  let end = lines.length;
  for (let at = end - 1; at >= 0; at--) {
    const line = lines[at] ?? '';
    if (FRAME.test(line) || REPEATED.test(line)) {
      frames.push(lines.slice(at, end));
      end = at;
    } else if (!line.startsWith('    ')) break;
  }
  const words = lines.slice(0, end);
  const notes = countNotes(words);
  const own = words.slice(notes);
  const ordered = UNPARSED.test(own[0] ?? '') ? orderUnparsed(own, frames) : { words: own, frames };
  return { ...ordered, words: [...ordered.words, ...words.slice(0, notes).reverse()] };
}

/** What may be an exception itself, be it of any name, is no note. */
const countNotes = (words: readonly string[]): number =>
  NAME.test(words[0] ?? '')
    ? 0
    : Math.max(
        0,
        words.findIndex((line) => EXCEPTION.test(line)),
      );

/**
 * Where code could not be parsed, the place, the code and the caret are chunks of their own and stand reversed as
 * well: `SyntaxError: …`, caret, code, file.
 */
function orderUnparsed([error = '', ...quoted]: readonly string[], frames: readonly string[][]) {
  const place = frames.at(-1) ?? [];
  return { words: [...place, ...quoted.reverse(), error], frames: frames.slice(0, -1) };
}
