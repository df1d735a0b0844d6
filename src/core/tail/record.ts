import * as v from 'valibot';
import { readEntry } from '../fal/entry';
import type { SentEntry } from '../fal/types';
import { LEVELS, type Level } from './level';

/** An entry that belongs among those that came before it, by its time. */
export interface LateEntry extends SentEntry {
  readonly isLate: true;
}

/** What a tail took in, in the order it came: entries, what was none, and what the tail itself had to say. */
export type Recorded =
  | LateEntry
  | (SentEntry & { readonly isLate?: undefined })
  | { readonly kind: 'raw'; readonly time: number; readonly text: string }
  | { readonly kind: 'note'; readonly time: number; readonly level: Level; readonly text: string };

/**
 * A line of a session file (NDJSON, without its line feed). An entry stands there as fal sent it; what is none is
 * wrapped, so that it can be told from one.
 */
export function writeRecord(recorded: Recorded): string {
  // JSON that came over several data lines has line feeds between its parts, and nowhere else.
  if (recorded.kind === 'entry') {
    const { json } = recorded;
    return json.includes('\n') || json.includes('\r') ? json.replace(/[\r\n]+/g, ' ') : json;
  }
  const { kind, ...rest } = recorded;
  return JSON.stringify({ [`fal-scope ${kind}`]: rest });
}

const Raw = v.object({ 'fal-scope raw': v.object({ time: v.number(), text: v.string() }) });
const Note = v.object({
  'fal-scope note': v.object({ time: v.number(), level: v.picklist(LEVELS), text: v.string() }),
});

/** `undefined` for a line that is none of these, such as one that a crash cut off. */
export function readRecord(line: string): Recorded | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const entry = readEntry(json);
  if (entry !== undefined) return { kind: 'entry', entry, json: line };
  const raw = v.safeParse(Raw, json);
  if (raw.success) return { kind: 'raw', ...raw.output['fal-scope raw'] };
  const note = v.safeParse(Note, json);
  return note.success ? { kind: 'note', ...note.output['fal-scope note'] } : undefined;
}
