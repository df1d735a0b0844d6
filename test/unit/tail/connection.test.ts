import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import type { SentEntry, StreamItem } from '../../../src/core/fal/types';
import { follow } from '../../../src/core/tail/connection';
import type { Gap } from '../../../src/core/tail/gap';
import { ResumePoint } from '../../../src/core/tail/resume';
import { sentAt } from './logText';

const NOW = 1_000_000;

/** A connection whose stream a test feeds, and all that it told of. */
function connect(has: readonly SentEntry[] | Error = []) {
  const told: string[] = [];
  const gaps: Gap[] = [];
  const waiting: (readonly StreamItem[])[] = [];
  const batches: number[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  let isLetGo = false;
  const abort = new AbortController();
  async function* streamLogs(): AsyncGenerator<readonly StreamItem[]> {
    try {
      for (;;) {
        for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) yield batch;
        if (isOver) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      isLetGo = true;
    }
  }
  const tell = (kind: string) => (sent: readonly SentEntry[]) => {
    batches.push(sent.length);
    told.push(...sent.map(({ entry: { message } }) => `${kind} ${message}`));
    return Promise.resolve();
  };
  const resume = new ResumePoint(NOW - 60_000);
  const done = follow(
    {
      streamLogs,
      logHistory: () =>
        has instanceof Error ? Promise.reject(has) : Promise.resolve({ items: [...has].reverse() }),
      filter: {},
      resume,
      isFirst: true,
      events: {
        opened: () => void told.push('opened'),
        entries: tell('entry'),
        late: tell('late'),
        raw: (text) => void told.push(`raw ${text}`),
        gap: (gap) => gaps.push(gap),
      },
    },
    abort.signal,
  );
  const push = (...items: readonly StreamItem[]): void => {
    waiting.push(items);
    wake();
  };
  const end = (): void => {
    isOver = true;
    wake();
  };
  return { told, gaps, batches, push, end, done, abort, isLetGo: () => isLetGo };
}

const open: StreamItem = { kind: 'open' };
const raw: StreamItem = { kind: 'raw', text: 'odd' };
const live = (message: string): SentEntry => sentAt(NOW + 10, message);

describe('a connection that proves nothing', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install({ now: NOW })));
  afterEach(() => clock.uninstall());

  it('shows what history has before what it sends, each once', async () => {
    const { told, push, end, done } = connect([sentAt(NOW - 900, 'a'), live('b')]);
    push(open);
    push(live('b'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told, ['opened', 'entry a', 'entry b']);
  });

  it('asks history after a second of silence', async () => {
    const { told, push, end, done } = connect([sentAt(NOW - 900, 'a')]);
    push(open);
    await clock.tickAsync(999);
    assert.deepEqual(told, ['opened']);
    await clock.tickAsync(1);
    assert.deepEqual(told, ['opened', 'entry a']);
    push(live('b'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told.slice(2), ['entry b']);
  });

  it('holds entries back for history also where something else comes between', async () => {
    const { told, push, end, done } = connect([sentAt(NOW - 900, 'a')]);
    push(open, live('b'), raw, live('c'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told, ['opened', 'entry a', 'entry b', 'raw odd', 'entry c']);
  });

  it('shows at once what is no entry while it holds none', async () => {
    const { told, push, end, done } = connect();
    push(open, raw);
    await clock.tickAsync(1);
    assert.deepEqual(told, ['opened', 'raw odd']);
    end();
    await clock.runAllAsync();
    await done;
  });

  it('shows what it holds though history fails', async () => {
    const { told, push, end, done } = connect(new Error('history is down'));
    push(open, live('b'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told, ['opened', 'entry b']);
  });

  it('tells of a gap, which ends at the first entry that came a while after it opened', async () => {
    const { gaps, push, end, done } = connect([sentAt(NOW - 900, 'a')]);
    push(open, sentAt(NOW, 'b'));
    await clock.tickAsync(1);
    const [gap] = gaps;
    assert.deepEqual([gap?.fromMs, gap?.firstLive, gap?.isReplayed], [NOW - 60_000, undefined, false]);
    await clock.tickAsync(2_000);
    push(live('c'), sentAt(NOW + 20, 'd'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual([gaps.length, gap?.firstLive?.time], [1, NOW + 10]);
  });

  it('tells when it opened by fal’s clock, which it has to the second', async () => {
    const { gaps, push, end, done } = connect();
    push({ kind: 'open', at: NOW + 60_000 }, sentAt(NOW + 61_000, 'a'), sentAt(NOW + 61_001, 'b'));
    end();
    await clock.runAllAsync();
    await done;
    assert.equal(gaps[0]?.firstLive?.time, NOW + 61_001);
  });

  it('shows much of history in parts', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => sentAt(NOW - 900, `line ${index}`));
    const { told, batches, push, end, done } = connect(lines);
    push(open);
    await clock.tickAsync(1_000);
    end();
    await done;
    assert.deepEqual([told.length, batches], [2_501, [1_000, 1_000, 500]]);
  });

  it('says nothing of a gap when it was stopped meanwhile', async () => {
    const { told, push, done, abort, isLetGo } = connect(new Error('aborted'));
    push(open);
    await clock.tickAsync(500);
    abort.abort();
    push(live('b'));
    await assert.rejects(done, /aborted/);
    assert.deepEqual([told, isLetGo()], [['opened'], true]);
  });
});

describe('a connection that begins with what is clearly older than itself', () => {
  it('replays: nothing is held back for history', async () => {
    const clock = FakeTimers.install({ now: NOW });
    const { told, gaps, push, end, done } = connect(new Error('history was asked'));
    push(open, sentAt(NOW - 2_001, 'a'), live('b'));
    end();
    await clock.runAllAsync();
    await done;
    clock.uninstall();
    assert.deepEqual([told, gaps[0]?.isReplayed], [['opened', 'entry a', 'entry b'], true]);
  });
});
