import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { FalError, type FalProblem } from '../../../src/core/fal/errors';
import type { LogQuery, SentEntry, StreamItem } from '../../../src/core/fal/types';
import { Tail } from '../../../src/core/tail/tail';
import { sentEntry } from '../../support/sentEntry';

const NOW = Date.UTC(2026, 0, 1, 12);

const entry = (message: string, time = NOW): SentEntry => sentEntry(message, time);
const raw = (text: string): StreamItem => ({ kind: 'raw', text });
const fails = (problem: FalProblem): FalError => new FalError(problem);
const lost = fails({ kind: 'unreachable', what: 'reset' });

/** A connection: what it delivers, then how it ends. `held` stays open until the tail is stopped. */
interface Connection {
  readonly items?: readonly StreamItem[];
  readonly refuses?: FalError;
  readonly breaks?: FalError;
  readonly held?: boolean;
  readonly livesMs?: number;
  /** History has not taken its entries in. */
  readonly isUnknownToHistory?: boolean;
}

/** Runs a tail over these connections; gives what a person saw, and what was asked for when. */
function tailOver(...connections: Connection[]) {
  const clock = FakeTimers.install({ now: NOW });
  const seen: string[] = [];
  const asked: { at: number; query: LogQuery }[] = [];
  /** What history has, newest first. */
  const sent: SentEntry[] = [];

  async function* openStream(query: LogQuery, signal: AbortSignal): AsyncGenerator<readonly StreamItem[]> {
    asked.push({ at: clock.now - NOW, query });
    const next = connections.shift() ?? { held: true };
    if (next.refuses) throw next.refuses;
    yield [{ kind: 'open', at: clock.now }];
    for (const item of next.items ?? [])
      if (item.kind === 'entry' && next.isUnknownToHistory !== true) sent.unshift(item);
    yield next.items ?? [];
    if (next.livesMs !== undefined) await new Promise((resolve) => setTimeout(resolve, next.livesMs));
    if (next.breaks) throw next.breaks;
    if (next.held) {
      await new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      });
    }
  }

  const history: { failure?: Error | undefined; asked: number } = { asked: 0 };
  const show = (batch: readonly SentEntry[]): Promise<void> => {
    seen.push(...batch.map(({ entry: { message } }) => message));
    return Promise.resolve();
  };
  const tail = new Tail({
    filter: {},
    begin: NOW - 300_000,
    client: {
      streamLogs: openStream,
      logHistory: () => {
        history.asked++;
        return history.failure === undefined
          ? Promise.resolve({ items: sent })
          : Promise.reject(history.failure);
      },
    },
    random: () => 1,
    sink: {
      entries: show,
      late: show,
      raw: (text) => void seen.push(`raw ${text}`),
      note: (level, text) => void seen.push(`[${level}] ${text}`),
    },
  });
  const done = tail.run();
  return { clock, seen, asked, tail, done, history, sent };
}

describe('a tail', () => {
  let run: ReturnType<typeof tailOver>;
  const start = (...connections: Connection[]) => (run = tailOver(...connections));
  afterEach(async () => {
    run.tail.stop();
    await run.clock.runAllAsync();
    await run.done;
    run.clock.uninstall();
  });

  it('begins with the backlog and asks for no end', async () => {
    const { clock, asked } = start();
    await clock.tickAsync(0);
    assert.equal(asked[0]?.query.start, '2026-01-01T11:55:00.000Z');
    assert.equal(asked[0].query.end, undefined);
  });

  it('shows entries, and what is none, in the order sent', async () => {
    // Older than the connection, as a backlog is: history need not be asked.
    const [one, two] = [entry('one', NOW - 9_000), entry('two', NOW - 8_000)];
    const { clock, seen } = start({ items: [one, raw('odd'), two], held: true });
    await clock.tickAsync(0);
    assert.deepEqual(seen, ['one', 'raw odd', 'two']);
  });

  it('goes on after a clean end without a word, and shows nothing twice', async () => {
    const { clock, seen, asked } = start(
      { items: [entry('one'), entry('one')] },
      { items: [entry('one'), entry('one'), entry('two')], held: true },
    );
    await clock.tickAsync(1000);
    assert.deepEqual(seen, ['one', 'one', 'two']);
    assert.equal(asked[1]?.query.start, new Date(NOW - 15_000).toISOString());
  });

  it('says once that the connection was lost, and when it is back', async () => {
    const { clock, seen } = start(
      { items: [entry('one')], breaks: lost },
      { refuses: lost },
      { refuses: lost },
      { items: [entry('two')], held: true },
    );
    await clock.tickAsync(60_000);
    assert.deepEqual(seen, [
      'one',
      '[warning] Connection lost (reset). Trying again until it is back.',
      '[info] Connected again.',
      'two',
    ]);
  });

  it('waits longer after each failure, and starts anew after a connection that lived', async () => {
    const { clock, asked } = start(
      { refuses: lost },
      { refuses: lost },
      { refuses: lost },
      { livesMs: 10_000, breaks: lost },
      { refuses: lost },
    );
    await clock.tickAsync(60_000);
    assert.deepEqual(
      asked.map(({ at }) => at),
      [0, 1_000, 3_000, 7_000, 18_000, 20_000],
    );
  });

  it('keeps the wait that fal asks for', async () => {
    const { clock, asked } = start({ refuses: fails({ kind: 'rateLimited', retryAfterMs: 7000 }) });
    await clock.tickAsync(20_000);
    assert.deepEqual(
      asked.map(({ at }) => at),
      [0, 7000],
    );
  });

  for (const problem of [
    { kind: 'needsKey', reason: 'rejected', falSays: 'Authentication required' },
    { kind: 'refused', status: 403, falSays: 'Access denied' },
    { kind: 'refused', status: 422, falSays: 'bad app_id' },
    { kind: 'misconfigured', setting: 'fal.apiUrl', what: 'x' },
  ] as const) {
    it(`ends on ${problem.kind} ${'status' in problem ? problem.status : ''} with fal’s words`, async () => {
      const { clock, seen, asked, tail } = start({ refuses: fails(problem) });
      await clock.tickAsync(120_000);
      assert.equal(asked.length, 1);
      assert.equal(tail.state.kind, 'ended');
      const falSays = 'falSays' in problem ? problem.falSays : '';
      assert.match(seen[0] ?? '', /^\[error\] Tail ended\. /);
      assert.ok(seen[0]?.includes(falSays ?? ''), seen[0]);
    });
  }

  for (const kind of ['rateLimited', 'unreachable'] as const) {
    it(`lives on after ${kind}`, async () => {
      const { clock, tail } = start({
        refuses: fails(kind === 'unreachable' ? { kind, what: '502', status: 502 } : { kind }),
      });
      await clock.tickAsync(5000);
      assert.equal(tail.state.kind, 'live');
    });
  }

  it('lives on after an answer that is no stream', async () => {
    const { clock, tail } = start({
      refuses: fails({ kind: 'unexpected', place: 'content-type', what: 'HTML' }),
    });
    await clock.tickAsync(5000);
    assert.equal(tail.state.kind, 'live');
  });

  it('stops at once and in silence, also while it waits', async () => {
    const { clock, seen, tail, done } = start({ refuses: lost });
    await clock.tickAsync(100);
    assert.equal(tail.state.kind, 'waiting');
    const said = seen.length;
    tail.stop();
    await done;
    assert.equal(tail.state.kind, 'ended');
    assert.equal(seen.length, said);
  });

  it('connects at once when someone wishes so, and counts how often it did', async () => {
    const { clock, asked, tail } = start(
      { refuses: lost },
      { refuses: lost },
      { refuses: lost },
      { held: true },
    );
    await clock.tickAsync(3_100);
    assert.equal(tail.state.kind, 'waiting');
    tail.reconnect();
    await clock.tickAsync(0);
    assert.deepEqual([asked.length, tail.reconnects, tail.state.kind], [4, 3, 'live']);
    tail.reconnect();
    await clock.tickAsync(0);
    assert.deepEqual([asked.length, tail.reconnects, tail.state.kind], [5, 4, 'live']);
  });

  it('asks history again and again where the stream keeps ending at once, and then the stream once more', async () => {
    const { clock, seen, asked, tail, sent } = start({ items: [entry('one')] }, {});
    await clock.tickAsync(5_000);
    assert.equal(tail.state.kind, 'polling');
    const late = entry('late', NOW - 1);
    const next = entry('two', NOW + 5_000);
    for (const each of [late, next]) sent.unshift(each);
    await clock.tickAsync(3_000);
    assert.deepEqual(seen, ['one', 'late', 'two']);
    const before = asked.length;
    await clock.tickAsync(65_000);
    assert.deepEqual([asked.length > before, tail.state.kind], [true, 'live']);
  });

  it('says that it goes on when polling fails, and when it is back', async () => {
    const { clock, seen, history } = start({ items: [entry('one')] }, {});
    await clock.tickAsync(5_000);
    history.failure = lost;
    await clock.tickAsync(4_000);
    history.failure = undefined;
    await clock.tickAsync(90_000);
    assert.deepEqual(seen, [
      'one',
      '[warning] Connection lost (reset). Trying again until it is back.',
      '[info] Connected again.',
    ]);
  });

  it('goes on polling after a poll that failed, and does not ask the stream that keeps ending', async () => {
    const { clock, asked, history, sent, seen } = start({ items: [entry('one')] }, {});
    await clock.tickAsync(5_000);
    const streams = asked.length;
    history.failure = lost;
    await clock.tickAsync(10_000);
    history.failure = undefined;
    sent.unshift(entry('two', NOW + 12_000));
    await clock.tickAsync(20_000);
    assert.deepEqual([seen.includes('two'), asked.length], [true, streams]);
  });

  it('waits but a moment after each clean end of a connection that was more than a greeting', async () => {
    const { clock, asked } = start(...Array.from({ length: 6 }, () => ({ livesMs: 6_000 })), { held: true });
    await clock.tickAsync(60_000);
    assert.deepEqual(
      asked.map(({ at }) => at),
      [0, 7_000, 14_000, 21_000, 28_000, 35_000, 42_000],
    );
  });

  it('lives on after a defect of its own', async () => {
    const { clock, seen, tail } = start({ refuses: new TypeError('x is undefined') as unknown as FalError });
    await clock.tickAsync(5_000);
    assert.equal(tail.state.kind, 'live');
    assert.match(seen[0] ?? '', /^\[warning\] Connection lost \(tail: x is undefined\)/);
  });

  it('finds what history took in late, and shows it', async () => {
    const { clock, seen, sent } = start({ held: true });
    await clock.tickAsync(2_000);
    const late = entry('late', NOW - 1);
    sent.push(late);
    await clock.tickAsync(11_000);
    assert.deepEqual(seen, ['late']);
  });

  for (const [what, fail, words] of [
    ['fails', true, /^\[warning\] Lines between .* and .* may be missing\. .*cannot be reached: reset/],
    [
      'is still behind',
      false,
      /^\[warning\] Lines between .* may be missing: fal’s history does not reach that far\./,
    ],
  ] as const) {
    it(`says which lines may be missing when history ${what}`, async () => {
      const { clock, seen, history } = start({
        items: [entry('one', NOW + 1_001)],
        held: true,
        isUnknownToHistory: true,
      });
      await clock.tickAsync(2_000);
      if (fail) history.failure = lost;
      await clock.tickAsync(180_000);
      assert.equal(seen[0], 'one');
      assert.match(seen[1] ?? '', words);
    });
  }

  it('finds what history took in while it was stopped, once it runs again', async () => {
    const { clock, seen, sent, tail } = start(
      { items: [entry('one', NOW + 1_001)], held: true, isUnknownToHistory: true },
      { items: [entry('one', NOW + 1_001)], held: true },
    );
    await clock.tickAsync(2_000);
    tail.stop();
    await clock.tickAsync(600_000);
    sent.push(entry('missed', NOW - 200_000));
    assert.deepEqual(seen, ['one']);
    void tail.run();
    await clock.tickAsync(70_000);
    assert.deepEqual(seen, ['one', 'missed']);
  });

  it('asks no more, and says no more of what may be missing, once it has ended on an error', async () => {
    const { clock, seen, tail, history } = start(
      { items: [entry('one', NOW + 1_001)], breaks: lost },
      { refuses: fails({ kind: 'needsKey', reason: 'rejected' }) },
    );
    history.failure = fails({ kind: 'needsKey', reason: 'rejected' });
    await clock.tickAsync(2_000);
    assert.equal(tail.state.kind, 'ended');
    const { length } = seen;
    const asked = history.asked;
    await clock.tickAsync(200_000);
    assert.deepEqual([seen.length, history.asked], [length, asked]);
  });

  it('says nothing more of a gap once it was stopped', async () => {
    const { clock, seen, tail, history } = start({ held: true });
    await clock.tickAsync(2_000);
    history.failure = lost;
    tail.stop();
    await clock.tickAsync(20_000);
    assert.deepEqual(seen, []);
  });
});
