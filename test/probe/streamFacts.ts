import { readLogStream } from '../../src/core/fal/logStream';
import type { LogEntry } from '../../src/core/fal/types';

/** A piece of a body, and when it came. */
export interface Piece {
  readonly bytes: Uint8Array;
  /** Since the answer's head. */
  readonly atMs: number;
}

export interface Framing {
  readonly lineEnds: readonly string[];
  readonly hasByteOrderMark: boolean;
  /** One for each line that is no comment. */
  readonly fields: readonly string[];
  /** One for each event; unnamed ones are `message`. */
  readonly eventNames: readonly string[];
  readonly comments: number;
  readonly emptyEvents: number;
  readonly multiLineEvents: number;
}

/** The frames as they came, by the rules of SSE, but without forgiving anything. */
export function readFraming(pieces: readonly Piece[]): Framing {
  const text = Buffer.concat(pieces.map(({ bytes }) => bytes)).toString('utf8');
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const ends = new Set([...text.matchAll(/\r\n|\r|\n/g)].map(([end]) => JSON.stringify(end).slice(1, -1)));
  const fields: string[] = [];
  const eventNames: string[] = [];
  let [comments, emptyEvents, multiLineEvents] = [0, 0, 0];
  let event = { name: 'message', dataLines: 0, length: 0 };
  for (const line of lines) {
    if (line.startsWith(':')) comments++;
    else if (line === '') {
      if (event.dataLines > 0) eventNames.push(event.name);
      if (event.dataLines > 0 && event.length === 0) emptyEvents++;
      if (event.dataLines > 1) multiLineEvents++;
      event = { name: 'message', dataLines: 0, length: 0 };
    } else {
      const [field = '', ...rest] = line.split(':');
      const value = rest.join(':').trim();
      fields.push(field);
      if (field === 'event') event.name = value;
      if (field === 'data') event = { ...event, dataLines: event.dataLines + 1, length: value.length };
    }
  }
  const hasByteOrderMark = text.startsWith('\uFEFF');
  return {
    lineEnds: [...ends],
    hasByteOrderMark,
    fields,
    eventNames,
    comments,
    emptyEvents,
    multiLineEvents,
  };
}

export interface Reading {
  readonly entries: readonly LogEntry[];
  /** Data that is no log entry; the product shows it as it came. */
  readonly raw: number;
  /** What ended the reading before the pieces did. */
  readonly failure?: unknown;
}

/** The same pieces by the product's own parser. */
export async function readAsProduct(pieces: readonly Piece[]): Promise<Reading> {
  const entries: LogEntry[] = [];
  let raw = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const { bytes } of pieces) controller.enqueue(bytes);
      controller.close();
    },
  });
  try {
    for await (const batch of readLogStream(body)) {
      for (const item of batch) {
        if (item.kind === 'entry') entries.push(item.entry);
        else if (item.kind === 'raw') raw++;
      }
    }
    return { entries, raw };
  } catch (failure) {
    return { entries, raw, failure };
  }
}

/** The longest time without a byte. */
export function longestSilenceMs(pieces: readonly Piece[], endMs: number): number {
  const marks = [0, ...pieces.map(({ atMs }) => atMs), endMs];
  return Math.max(...marks.map((at, index) => at - (marks[index - 1] ?? 0)));
}

/** The events' data as parsed JSON; what is none is left out. */
export function jsonOf(pieces: readonly Piece[]): unknown[] {
  const text = Buffer.concat(pieces.map(({ bytes }) => bytes)).toString('utf8');
  return [...text.matchAll(/^data: ?([[{].*)$/gm)].flatMap(([, data]) => {
    try {
      return [JSON.parse(data ?? '') as unknown];
    } catch {
      return [];
    }
  });
}
