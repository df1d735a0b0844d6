import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import type { SentEntry, StreamItem } from '../../../src/core/fal/types';
import { follow } from '../../../src/core/tail/connection';
import { ResumePoint } from '../../../src/core/tail/resume';
import { sentAt } from './logText';

const NOW = 1_000_000;

/** A connection whose stream a test feeds, and all that it told of. */
function connect(has: readonly SentEntry[] | Error = []) {
  const told: string[] = [];
  const batches: (readonly StreamItem[])[] = [];
  let wake: () => void = () => undefined;
  let isOver = false;
  let isLetGo = false;
  const abort = new AbortController();
  async function* streamLogs(): AsyncGenerator<readonly StreamItem[]> {
    try {
      for (;;) {
        for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) yield batch;
        if (isOver) return;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      isLetGo = true;
    }
  }
  const tell = (kind: string) => (sent: readonly SentEntry[]) => {
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
        filled: ({ firstLive }) => void told.push(`filled up to ${firstLive?.time ?? 'now'}`),
        gapStayed: (from, until, cause) =>
          void told.push(`gap ${from}–${until}: ${(cause as Error).message}`),
      },
    },
    abort.signal,
  );
  const push = (...items: readonly StreamItem[]): void => {
    batches.push(items);
    wake();
  };
  const end = (): void => {
    isOver = true;
    wake();
  };
  return { told, push, end, done, abort, isLetGo: () => isLetGo };
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

  it('asks history after a second of silence, and says when its answer may be behind', async () => {
    const { told, push, end, done } = connect([sentAt(NOW - 900, 'a')]);
    push(open);
    await clock.tickAsync(999);
    assert.deepEqual(told, ['opened']);
    await clock.tickAsync(1);
    assert.deepEqual(told, ['opened', 'entry a', 'filled up to now']);
    push(live('b'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told.slice(3), ['entry b']);
  });

  it('holds entries back for history also where something else comes between', async () => {
    const { told, push, end, done } = connect([sentAt(NOW - 900, 'a')]);
    push(open, live('b'), raw, live('c'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told, [
      'opened',
      'entry a',
      'entry b',
      `filled up to ${NOW + 10}`,
      'raw odd',
      'entry c',
    ]);
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

  it('shows what it holds though history fails, and says between which times lines may be missing', async () => {
    const { told, push, end, done } = connect(new Error('history is down'));
    push(open, live('b'));
    end();
    await clock.runAllAsync();
    await done;
    assert.deepEqual(told, ['opened', 'entry b', `gap ${NOW - 60_000}–${NOW + 10}: history is down`]);
  });

  it('says so up to now where it holds nothing', async () => {
    const { told, push, end, done } = connect(new Error('history is down'));
    push(open);
    await clock.tickAsync(1_000);
    assert.deepEqual(told, ['opened', `gap ${NOW - 60_000}–${NOW + 1_000}: history is down`]);
    end();
    await done;
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
  it('replays: history is not asked', async () => {
    const clock = FakeTimers.install({ now: NOW });
    const { told, push, end, done } = connect(new Error('history was asked'));
    push(open, sentAt(NOW - 2_001, 'a'), live('b'));
    end();
    await clock.runAllAsync();
    await done;
    clock.uninstall();
    assert.deepEqual(told, ['opened', 'entry a', 'entry b']);
  });
});
