import assert from 'node:assert/strict';
import type { FalError } from '../../../src/core/fal/errors';
import { entry, fails, lost, NOW, raw, startTails } from './tailOver';

describe('a tail', () => {
  const start = startTails();

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
});
