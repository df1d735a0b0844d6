import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { chunksOf, textOf } from '../../../src/core/fal/bytes';
import { problemOf } from '../../support/problemOf';

interface Body {
  readonly body: ReadableStream<Uint8Array>;
  readonly send: (...bytes: number[]) => void;
  readonly close: () => void;
  readonly isLetGo: boolean;
}

function openBody(): Body {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let isLetGo = false;
  const body = new ReadableStream<Uint8Array>({
    start: (made) => void (controller = made),
    cancel: () => void (isLetGo = true),
  });
  return {
    body,
    send: (...bytes) => controller?.enqueue(Uint8Array.of(...bytes)),
    close: () => controller?.close(),
    get isLetGo() {
      return isLetGo;
    },
  };
}

const filled = (...chunks: number[][]): ReadableStream<Uint8Array> => {
  const { body, send, close } = openBody();
  for (const chunk of chunks) send(...chunk);
  close();
  return body;
};

describe('a body as text', () => {
  it('is empty where there is none', async () => {
    assert.equal(await textOf(null, 1000), '');
  });

  it('is whole though a character is cut in two', async () => {
    const [first, second] = [[...Buffer.from('a🎈').subarray(0, 3)], [...Buffer.from('a🎈').subarray(3)]];
    assert.equal(await textOf(filled(first, second), 1000), 'a🎈');
  });

  it('shows a character that is never finished', async () => {
    assert.equal(await textOf(filled([0x61, 0xf0, 0x9f]), 1000), 'a\uFFFD');
  });

  it('is read to its limit and no further', async () => {
    const { body, send } = openBody();
    send(0x61, 0x62);
    send(0x63);
    send(0x64);
    // It is not closed: reading on would never end.
    assert.equal(await textOf(body, 1000, { limitBytes: 3 }), 'abc');
  });

  it('tells its beginning once, as soon as that is long; of a short one nothing', async () => {
    const KB = 1024;
    const ofKb = (count: number) =>
      filled(...Array.from({ length: count / 16 }, () => new Array<number>(16 * KB).fill(0x61)));
    const told: number[] = [];
    const arriving = (beginning: string): void => void told.push(beginning.length);
    await textOf(ofKb(240), 1000, { arriving });
    assert.deepEqual(told, []);
    const whole = await textOf(ofKb(384), 1000, { arriving });
    assert.deepEqual([told, whole.length], [[256 * KB], 384 * KB]);
  });

  it('is no longer waited for once it is not wanted, though the connection says nothing', async () => {
    const abort = new AbortController();
    const open = openBody();
    open.send(0x61);
    const text = textOf(open.body, 1000, { signal: abort.signal });
    abort.abort();
    await assert.rejects(text, { name: 'AbortError' });
    assert.ok(open.isLetGo);
  });
});

describe('the chunks of a body', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install()));
  afterEach(() => clock.uninstall());

  const readAll = async (body: ReadableStream<Uint8Array>, signal?: AbortSignal): Promise<number> => {
    let count = 0;
    for await (const chunk of chunksOf(body, 5_400, signal)) count += chunk.length;
    return count;
  };

  it('end in so many words after silence, not before', async () => {
    const open = openBody();
    const problem = problemOf(readAll(open.body));
    await clock.tickAsync(5_000);
    open.send(1);
    await clock.tickAsync(5_399);
    open.send(2);
    await clock.tickAsync(5_399);
    assert.equal(open.isLetGo, false);
    await clock.tickAsync(1_000);
    assert.deepEqual(await problem, { kind: 'unreachable', what: 'no byte came for 5 s' });
    assert.deepEqual([open.isLetGo, clock.countTimers()], [true, 0]);
  });

  it('end soon after the computer wakes, whose timers stood still', async () => {
    const ended = problemOf(
      (async () => {
        for await (const _ of chunksOf(openBody().body, 90_000));
      })(),
    );
    await clock.tickAsync(1_000);
    clock.setSystemTime(clock.now + 2 * 3_600_000);
    await clock.tickAsync(1_000);
    assert.deepEqual(await ended, { kind: 'unreachable', what: 'no byte came for 90 s' });
  });

  it('are no silence while nobody asks for the next', async () => {
    const open = openBody();
    open.send(1);
    open.send(2);
    const chunks = chunksOf(open.body, 5_400);
    await chunks.next();
    await clock.tickAsync(60_000);
    assert.deepEqual((await chunks.next()).value, Uint8Array.of(2));
    await chunks.return();
  });

  it('end at once when they are no longer wanted, though the connection says nothing', async () => {
    const abort = new AbortController();
    const open = openBody();
    const done = readAll(open.body, abort.signal);
    await clock.tickAsync(10);
    abort.abort();
    await assert.rejects(done, { name: 'AbortError', message: 'The question was withdrawn.' });
    await assert.rejects(readAll(openBody().body, abort.signal), { name: 'AbortError' });
  });

  it('leave nobody listening for an abort', async () => {
    const { signal } = new AbortController();
    assert.equal(await readAll(filled([1, 2], [3]), signal), 3);
    assert.deepEqual(getEventListeners(signal, 'abort'), []);
  });

  it('let go of the connection when the reader leaves', async () => {
    const open = openBody();
    open.send(1);
    for await (const _ of chunksOf(open.body, 1000)) break;
    await clock.tickAsync(1);
    assert.equal(open.isLetGo, true);
  });
});
