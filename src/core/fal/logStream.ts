import { createParser } from 'eventsource-parser';
import { chunksOf } from './bytes';
import { readEntry } from './entry';
import { FalError } from './errors';
import { itemsIn, itemTexts } from './itemTexts';
import { readRefusal } from './refusal';
import type { StreamItem } from './types';

/** Comments and keep-alives count as life; fal's sister streams send `: ping` far more often. */
export const SILENCE_MS = 90_000;

interface LogStreamOptions {
  readonly signal?: AbortSignal | undefined;
  /** Runs over the data of each event before anything else does. */
  readonly hideKey?: (text: string) => string;
}

/**
 * Bytes of `text/event-stream` in, what they hold out, in order, a batch per chunk that holds anything.
 * fal documents no event format. Its own CLI reads: unnamed events whose data is one log entry, an event `error`
 * whose data is the reason, events without data as keep-alives.
 * @throws {FalError} `unreachable` on an `error` event (after what came before it) and after silence.
 */
export async function* readLogStream(
  body: ReadableStream<Uint8Array>,
  { signal, hideKey = (text) => text }: LogStreamOptions = {},
): AsyncGenerator<readonly StreamItem[], void, void> {
  let items: StreamItem[] = [];
  let failure: FalError | undefined;
  const parser = createParser({
    onEvent({ event, data }) {
      if (failure !== undefined || data === '') return;
      const safe = hideKey(data);
      if (event === 'error') failure = streamFailure(safe);
      else readData(safe, items, isOfLogs(event));
    },
  });
  // One decoder for the whole stream: a chunk may end in the middle of a character.
  const decoder = new TextDecoder();
  for await (const chunk of chunksOf(body, SILENCE_MS, signal)) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    if (items.length > 0) {
      const batch = items;
      items = [];
      yield batch;
    }
    if (failure !== undefined) throw failure;
  }
}

const streamFailure = (data: string): FalError =>
  new FalError({ kind: 'unreachable', what: 'event: error', falSays: readRefusal(data).says });

const isOfLogs = (event: string | undefined): boolean =>
  event === undefined || event === 'message' || event === 'log';

/**
 * One event's data: an entry as a rule; lists and wrappers of entries are taken too, anything else as it came. JSON in
 * an event of another name, such as a heartbeat, is of interest only where it is an entry.
 */
function readData(data: string, items: StreamItem[], showsRaw: boolean): void {
  let json: unknown;
  try {
    json = JSON.parse(data);
  } catch {
    items.push({ kind: 'raw', text: data });
    return;
  }
  const item = toItem(json, data);
  if (item.kind === 'entry') {
    items.push(item);
    return;
  }
  for (const each of unwrap(json, data) ?? [item]) if (showsRaw || each.kind === 'entry') items.push(each);
}

function toItem(json: unknown, text: string): StreamItem {
  const entry = readEntry(json);
  return entry === undefined ? { kind: 'raw', text } : { kind: 'entry', entry, json: text };
}

function unwrap(json: unknown, data: string): readonly StreamItem[] | undefined {
  const found = itemsIn(json);
  if (found === undefined) return undefined;
  const texts = itemTexts(data);
  return found.map((each, index) => toItem(each, texts[index] ?? ''));
}
