import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { keyHider } from '../../../src/core/base/redact';
import { readLogStream } from '../../../src/core/fal/logStream';
import type { StreamItem } from '../../../src/core/fal/types';
import { problemOf } from '../../support/problemOf';
import { showItem } from '../../support/showItem';
import { runs } from '../../support/runs';

const entryJson = (message: string, more = '') =>
  `{"timestamp":"2026-01-01T00:00:00Z","level":"info","message":${JSON.stringify(message)},"app":"a","revision":""${more}}`;

function bodyOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

async function readItems(
  chunks: readonly Uint8Array[],
  options?: Parameters<typeof readLogStream>[1],
): Promise<StreamItem[]> {
  const items: StreamItem[] = [];
  for await (const batch of readLogStream(bodyOf(chunks), options)) items.push(...batch);
  return items;
}

const read = async (chunks: readonly Uint8Array[]): Promise<string[]> =>
  (await readItems(chunks)).map(showItem);

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('reading a log stream', () => {
  const message = 'héllo 🎈 — 漢字';
  const whole = bytes(
    `\u{FEFF}: ping\r\n\r\ndata: ${entryJson(message)}\r\n\r\ndata:\r\n\r\ndata: ${entryJson('two')}\r\n\r\nevent: x\r\ndata: no json ✂\r\n\r\n`,
  );
  const expected = [message, 'two', 'raw no json ✂'];

  it('reads the same wherever the bytes are cut in two', async () => {
    for (let cut = 0; cut <= whole.length; cut++) {
      assert.deepEqual(await read([whole.slice(0, cut), whole.slice(cut)]), expected, `cut at ${cut}`);
    }
  });

  it('reads the same one byte at a time', async () => {
    assert.deepEqual(await read([...whole].map((byte) => Uint8Array.of(byte))), expected);
  });

  it('reads any messages, cut anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 }),
        fc.array(fc.nat(400), { maxLength: 6 }),
        async (messages, cuts) => {
          const all = bytes(messages.map((each) => `data: ${entryJson(each)}\n\n`).join(''));
          const at = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b), all.length];
          const chunks = at.slice(1).map((end, index) => all.slice(at[index], end));
          assert.deepEqual(await read(chunks), messages);
        },
      ),
      { numRuns: runs(30) },
    );
  });

  it('does not show an event that was cut off', async () => {
    assert.deepEqual(await read([bytes(`data: ${entryJson('one')}\n\ndata: ${entryJson('tw')}`)]), ['one']);
  });

  it('keeps labels that are no strings as text', async () => {
    const [item] = await readItems([bytes(`data: ${entryJson('x', ',"labels":{"n":1,"s":"t"}')}\n\n`)]);
    assert.deepEqual(item?.kind === 'entry' && item.entry.labels, { n: '1', s: 't' });
  });

  for (const [begin, end] of [
    ['[', ']'],
    ['{"items":[', '],"more":1}'],
    ['{"log":', '}'],
  ]) {
    it(`keeps every digit of entries within ${begin}…${end}`, async () => {
      const entry = entryJson('x', ',"labels":{"n":12345678901234567890}');
      const [item] = await readItems([bytes(`data: ${begin}${entry}${end}\n\n`)]);
      assert.equal(item?.kind === 'entry' && item.json, entry);
    });
  }

  it('keeps the labels of an entry without any as none', async () => {
    assert.deepEqual(await read([bytes('data: {"timestamp":"2026-01-01T00:00:00","message":"bare"}\n\n')]), [
      'bare',
    ]);
  });

  it('holds the key in none of its lines, wherever the bytes that echo it are cut', async () => {
    const key = '6f1c2a9e-3d47-4b58-8e90-5a7b1c2d3e4f:0d9c8b7a6f5e4d3c';
    const echoes = bytes(
      `data: ${entryJson(`Authorization: Key ${key}`)}\n\ndata: raw ${key.slice(-16)}\n\n`,
    );
    for (let cut = 0; cut <= echoes.length; cut++) {
      const chunks = [echoes.slice(0, cut), echoes.slice(cut)];
      const items = await readItems(chunks, { hideKey: keyHider(key) });
      assert.deepEqual(items.map(showItem), ['Authorization: Key [key hidden]', 'raw raw [key hidden]']);
      assert.ok(!JSON.stringify(items).includes(key.slice(-16)));
    }
  });

  for (const name of ['heartbeat', 'ping', 'end']) {
    it(`shows nothing of an event “${name}” but entries`, async () => {
      const events = ['{"ok":true}', '1', '[{"ok":true}]', entryJson('one'), `[${entryJson('two')}]`];
      const sent = events.map((data) => `event: ${name}\ndata: ${data}\n\n`).join('');
      assert.deepEqual(await read([bytes(sent)]), ['one', 'two']);
    });
  }

  for (const event of ['', 'event: message\n', 'event: log\n']) {
    it(`shows what is no entry as it came, of ${event.trim() || 'events without a name'}`, async () => {
      assert.deepEqual(await read([bytes(`${event}data: {"ok":true}\n\n`)]), ['raw {"ok":true}']);
    });
  }

  it('shows what came before an error event, then ends on its words', async () => {
    const shown: string[] = [];
    const reading = (async () => {
      const body = bodyOf([
        bytes(`data: ${entryJson('one')}\n\nevent: error\ndata: {"detail":"too slow"}\n\n`),
      ]);
      for await (const batch of readLogStream(body)) shown.push(...batch.map(showItem));
    })();
    assert.deepEqual(await problemOf(reading), {
      kind: 'unreachable',
      what: 'event: error',
      falSays: 'too slow',
    });
    assert.deepEqual(shown, ['one']);
  });
});

describe('a stream that falls silent', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install()));
  afterEach(() => clock.uninstall());

  /** Reads a stream that says `text` every so many milliseconds, `count` times, and then nothing more. */
  const outcome = (text: string, everyMs: number, count: number): Promise<string> => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let time = 1; time <= count; time++) {
          setTimeout(() => controller.enqueue(bytes(text)), time * everyMs);
        }
      },
    });
    const reading = (async () => {
      for await (const batch of readLogStream(body)) assert.deepEqual(batch, []);
    })();
    return problemOf(reading).then(({ kind }) => `${kind} after ${Math.round(clock.now / 1000)} s`);
  };

  it('counts as lost after 90 s', async () => {
    const lost = outcome('', 1, 0);
    await clock.tickAsync(200_000);
    assert.match(await lost, /^unreachable/);
  });

  it('counts as lost soon after the computer woke', async () => {
    const lost = outcome('', 1, 0);
    await clock.tickAsync(5_000);
    clock.setSystemTime(clock.now + 8 * 60 * 60_000);
    await clock.tickAsync(11_000);
    assert.match(await lost, /^unreachable/);
  });

  it('lives as long as it sends comments', async () => {
    const lost = outcome(': ping\n\n', 60_000, 5);
    let isOver = false;
    void lost.then(() => (isOver = true));
    await clock.tickAsync(5 * 60_000 + 80_000);
    assert.equal(isOver, false);
    await clock.tickAsync(30_000);
    assert.match(await lost, /^unreachable/);
  });
});
