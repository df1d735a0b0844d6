import type { LogEntry } from '../fal/types';
import { shownText } from './format';
import { judgeLevel } from './judgeLevel';
import { levelNamed, type Level } from './level';
import { CHAIN_WORDS, HEADER } from './traceback';

/** An entry as a person reads it. */
export interface ReadEntry {
  readonly level: Level;
  readonly text: string;
}

/** A traceback that a runner is printing: fal makes an entry of each of its lines. */
interface Open {
  /** What stands before its header, and may stand before its other lines too, as a rank does. */
  readonly lead: string;
  /**
   * What was read last: its frames, the exception's words, or a blank line or a chain's words after these. All of a
   * group of exceptions is indented.
   */
  readonly part: 'frames' | 'words' | 'between' | 'group';
}

/** Runners are few; a stream that invents them must not fill the memory. */
const MOST_OPEN = 1_000;
const MOST_LEAD_CHARACTERS = 200;

/** One space, or a number after two, is a progress bar. */
const INDENTED = /^(?:\t| {2}(?! ?\d+%))/;
/** An exception that is no builtin has its module in front. */
const EXCEPTION = /^([A-Z]\w{0,100}|[A-Za-z_]\w{0,100}\.[\w.<>]{1,200})(?::\s|:?$)/;
const CHAIN = new RegExp(`^(?:${CHAIN_WORDS.source})`);

/** Reads entries in their order: the lines of a traceback have its level, though nothing in them says so. */
export class EntryReader {
  /** By runner. */
  private readonly open = new Map<string, Open>();

  read({ level: given, message, labels }: LogEntry): ReadEntry {
    const text = shownText(message);
    const level = judgeLevel(given, text);
    // As for nearly every line.
    if (this.open.size === 0 && level !== 'error') return { level, text };
    return { level: this.follow(labels.fal_job_id ?? '', text) ? 'error' : level, text };
  }

  /** `true` for a line of a traceback. */
  private follow(runner: string, text: string): boolean {
    const before = this.open.get(runner);
    const after = opened(text) ?? (before && continued(before, text));
    if (after !== undefined) this.open.set(runner, after);
    else if (before !== undefined) this.open.delete(runner);
    if (this.open.size > MOST_OPEN) {
      const [first = runner] = this.open.keys();
      this.open.delete(first);
    }
    return after !== undefined;
  }
}

function opened(text: string): Open | undefined {
  const line = text.trimEnd();
  if (!line.endsWith(HEADER)) return undefined;
  const lead = line.slice(0, -HEADER.length);
  if (lead.length > MOST_LEAD_CHARACTERS || lead.includes('\n')) return undefined;
  return INDENTED.test(lead) ? { lead: '', part: 'group' } : { lead, part: 'frames' };
}

function continued({ lead, part }: Open, text: string): Open | undefined {
  const line = text.startsWith(lead) ? text.slice(lead.length) : text;
  if (line.trim() === '') return { lead, part: part === 'words' ? 'between' : part };
  if (CHAIN.test(line)) return { lead, part: 'between' };
  if (part === 'between') return undefined;
  if (INDENTED.test(line)) return { lead, part };
  return part === 'frames' && isException(line) ? { lead, part: 'words' } : undefined;
}

function isException(line: string): boolean {
  const name = EXCEPTION.exec(line)?.[1];
  // `INFO: …` in between is a line of its own.
  return name !== undefined && (levelNamed(name) ?? 'error') === 'error';
}
