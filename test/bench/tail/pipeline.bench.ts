import { createParser } from 'eventsource-parser';
import { keyHider } from '../../../src/core/base/redact';
import { readLogStream } from '../../../src/core/fal/logStream';
import type { StreamItem } from '../../../src/core/fal/types';
import { formatEntry } from '../../../src/core/tail/format';
import { FAKE_KEY } from '../../fake/fakeFal';
import { medianRates } from '../rates';
import type { BenchRow } from '../row';
import { SAMPLE, sampleEvents } from './sampleEvents';
import { tailUntil } from './shownLines';

const LINES = 20_000;
const ROUNDS = 15;
/** What a socket delivers at most at once. */
const CHUNK_BYTES = 64 * 1024;
const options = { hideKey: keyHider(FAKE_KEY) };

/** From bytes to formatted lines, against what any reader of this stream must do: take its events apart, parse their JSON. */
export default async function benchPipeline(): Promise<readonly BenchRow[]> {
  const bytes = new TextEncoder().encode(sampleEvents(SAMPLE, 0, LINES));
  const body = (): ReadableStream<Uint8Array> => {
    let at = 0;
    return new ReadableStream({
      pull(controller) {
        if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.subarray(at, (at += CHUNK_BYTES)));
      },
    });
  };
  const rate = await medianRates(
    [
      ['parsed', () => parseAlone(body())],
      ['formatted', () => formatLines(body())],
      ['tailed', () => tailLines(body())],
    ],
    ROUNDS,
  );
  const row = { unit: 'lines/s', baseline: rate('parsed') };
  return [
    {
      ...row,
      name: 'bytes → formatted lines, of events and JSON parsed alone',
      ours: rate('formatted'),
      bound: { ratioAtLeast: 0.6 },
    },
    {
      ...row,
      name: 'bytes → lines of a whole tail, of the same',
      ours: rate('tailed'),
      bound: { ratioAtLeast: 0.4 },
    },
  ];
}

async function parseAlone(body: ReadableStream<Uint8Array>): Promise<number> {
  let count = 0;
  const parser = createParser({
    onEvent: ({ data }) => {
      const entry: unknown = JSON.parse(data);
      if (entry !== null) count++;
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  for (let turn = await reader.read(); !turn.done; turn = await reader.read())
    parser.feed(decoder.decode(turn.value, { stream: true }));
  return count;
}

async function formatLines(body: ReadableStream<Uint8Array>): Promise<number> {
  let text = '';
  let count = 0;
  for await (const batch of readLogStream(body, options)) {
    text = '';
    for (const item of batch) {
      if (item.kind !== 'entry') continue;
      text += formatEntry(item.entry);
      count++;
    }
  }
  if (!text.endsWith('\n')) throw new Error('The last lines were not formatted.');
  return count;
}

async function tailLines(body: ReadableStream<Uint8Array>): Promise<number> {
  async function* stream(): AsyncGenerator<readonly StreamItem[]> {
    yield [{ kind: 'open' }];
    yield* readLogStream(body, options);
  }
  await tailUntil(LINES, stream, () => undefined);
  return LINES;
}
