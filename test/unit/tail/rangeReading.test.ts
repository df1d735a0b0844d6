import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { SentEntry } from '../../../src/core/fal/types';
import type { Range } from '../../../src/core/tail/range';
import { RangeReading } from '../../../src/core/tail/rangeReading';
import { messages } from './logText';
import { entriesAt, SimulatedHistory } from './simulatedHistory';

describe('a tail with an end', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install({ now: Date.UTC(2026, 0, 1) })));
  afterEach(() => clock.uninstall());

  const many = entriesAt(Array.from({ length: 20_000 }, (_, index) => index));

  function open(entries: readonly SentEntry[] = many, range: Range = { fromMs: 0, untilMs: 20_000 }) {
    const history = new SimulatedHistory(entries);
    const shown: string[] = [];
    const notes: string[] = [];
    const states: string[] = [];
    const reading = new RangeReading({
      filter: {},
      range,
      client: history,
      random: () => 0,
      sink: {
        entries: (sent) => {
          shown.push(...messages(sent));
          return Promise.resolve();
        },
        note: (_level, text) => void notes.push(text),
      },
    });
    reading.onDidChange(({ kind }) => {
      if (states.at(-1) !== kind) states.push(kind);
    });
    return { reading, history, shown, notes, states };
  }

  it('shows the range and says how much it was', async () => {
    const { reading, shown, notes, states } = open(entriesAt([1, 2, 3]));
    await reading.run();
    assert.deepEqual(shown, ['entry 0', 'entry 1', 'entry 2']);
    assert.deepEqual(notes, ['3 entries; the range ends here.']);
    assert.deepEqual(states, ['connecting', 'reading', 'ended']);
    assert.equal(reading.share, 1);
  });

  it('does not pass for all where its end is to come, or was just now', async () => {
    for (const untilMs of [Date.now() + 3_600_000, Date.now() - 59_000]) {
      const { reading, notes } = open(entriesAt([1, 2, 3]), { fromMs: 0, untilMs });
      await reading.run();
      assert.deepEqual(notes, ['3 entries up to now; fal may still take in more of the last minute.']);
    }
  });

  it('tells once of entries that cannot be read, and shows the others', async () => {
    const { reading, history, shown, notes } = open();
    history.unreadable = new FalError({ kind: 'unexpected', place: 'items.0.message', what: 'missing' });
    await reading.run();
    assert.deepEqual(shown, messages(many));
    assert.deepEqual(notes, [
      'fal sent entries that cannot be read, and are not shown (items.0.message: missing).',
      '20000 entries; the range ends here.',
    ]);
  });

  it('ends where none can be read', async () => {
    const { reading, history, notes } = open([]);
    history.unreadable = new FalError({ kind: 'unexpected', place: 'items.0.message', what: 'missing' });
    await reading.run();
    assert.deepEqual([reading.state.kind, reading.isWhole, notes.length], ['ended', true, 2]);
  });

  it('shows what it has read before it has read all', async () => {
    const { reading, shown } = open();
    let atFirst = 0;
    let share = 0;
    reading.onDidChange(() => {
      if (atFirst > 0 || shown.length === 0) return;
      atFirst = shown.length;
      share = reading.share;
    });
    await reading.run();
    assert.ok(atFirst > 0 && atFirst <= 4_000, String(atFirst));
    assert.ok(Math.abs(share - atFirst / many.length) < 0.01, String(share));
    assert.deepEqual(shown, messages(many));
  });

  it('goes on after a page that failed, and waits as long as fal wishes', async () => {
    const { reading, history, shown, notes, states } = open();
    history.problems.push(
      undefined,
      { kind: 'unreachable', what: 'reset' },
      undefined,
      { kind: 'rateLimited', retryAfterMs: 7_000 },
      { kind: 'unreachable', what: '503', status: 503 },
    );
    const began = Date.now();
    const running = reading.run();
    await clock.runAllAsync();
    await running;
    assert.deepEqual(shown, messages(many));
    assert.ok(Date.now() - began >= 7_500);
    assert.deepEqual(notes, [
      'Connection lost (reset). Trying again until it is back.',
      'Connected again.',
      'Connection lost (fal limits how often this key may ask). Trying again until it is back.',
      'Connected again.',
      '20000 entries; the range ends here.',
    ]);
    assert.equal(reading.reconnects, 3);
    assert.ok(states.includes('waiting'));
  });

  it('asks at once when told to reconnect', async () => {
    const { reading, history } = open();
    history.problems.push({ kind: 'rateLimited', retryAfterMs: 3_600_000 });
    const running = reading.run();
    await clock.tickAsync(10);
    assert.equal(reading.state.kind, 'waiting');
    reading.reconnect();
    await running;
    assert.equal(reading.isWhole, true);
    assert.ok(Date.now() < Date.UTC(2026, 0, 1) + 1_000);
  });

  it('keeps what it has shown when it is stopped, says so, and reads on from there', async () => {
    const { reading, shown, notes } = open();
    const watching = reading.onDidChange(() => {
      if (shown.length > 0) reading.stop();
    });
    await reading.run();
    watching.dispose();
    const kept = shown.length;
    assert.ok(kept > 0 && kept < many.length);
    assert.deepEqual(notes, [
      `Stopped after ${kept} entries. Tail the same range again to read on from here.`,
    ]);
    assert.deepEqual(reading.state, { kind: 'ended', at: Date.now() });
    await reading.run();
    assert.deepEqual(shown, messages(many));
    assert.equal(notes.at(-1), '20000 entries; the range ends here.');
  });

  it('stops also while it waits', async () => {
    const { reading, history, notes } = open();
    history.problems.push({ kind: 'rateLimited', retryAfterMs: 3_600_000 });
    const running = reading.run();
    await clock.tickAsync(10);
    reading.stop();
    await running;
    assert.equal(notes.at(-1), 'Stopped after 0 entries. Tail the same range again to read on from here.');
  });

  it('ends on what does not heal, and reads on when that was mended', async () => {
    const { reading, history, shown, notes } = open();
    history.problems.push({ kind: 'refused', status: 403, falSays: 'no' });
    await reading.run();
    assert.match(notes.at(-1) ?? '', /^Tail ended\. This API key may not read that/);
    assert.ok(reading.state.kind === 'ended' && reading.state.error?.problem.kind === 'refused');
    await reading.run();
    assert.deepEqual(shown, messages(many));
  });
});
