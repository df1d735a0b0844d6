import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import type { FalClient, SentEntry } from '../../../src/core/fal/types';
import { ResumePoint } from '../../../src/core/tail/resume';
import { verify, type Doubt } from '../../../src/core/tail/verify';
import { messages, sentAt } from './logText';

const NOW = 1_000_000;
const at = (seconds: number, message: string): SentEntry => sentAt(NOW + seconds * 1000, message);
const [a, b, c, d] = [at(1, 'a'), at(2, 'b'), at(3, 'c'), at(4, 'd')];
const down = new FalError({ kind: 'unreachable', what: '503', status: 503 });

/** A gap from `NOW` on before a history that a test fills; `has` is oldest first. */
class Looking {
  readonly clock = FakeTimers.install({ now: NOW });
  readonly asked: string[] = [];
  readonly found: string[] = [];
  readonly resume = new ResumePoint(NOW);
  has: SentEntry[] = [];
  failure: Error | undefined;
  unreadable: FalError | undefined;
  pageEntries = 1_000;
  doubt: Doubt | undefined;
  isDone = false;
  readonly abort = new AbortController();
  readonly gap = this.resume.openGap(NOW);

  show(...shown: readonly SentEntry[]): void {
    this.resume.sort(shown);
  }

  begin(): void {
    const logHistory: FalClient['logHistory'] = (query) => {
      this.asked.push(`${secondOf(query.start)}–${secondOf(query.end)}`);
      if (this.failure !== undefined) return Promise.reject(this.failure);
      const [start, end] = [Date.parse(query.start ?? ''), Date.parse(query.end ?? '9999-01-01')];
      const within = this.has.filter(({ entry: { time } }) => time >= start && time < end);
      const items = within.slice(-Math.min(query.limit ?? 100, this.pageEntries)).reverse();
      const nextCursor = within.length > items.length ? items.at(-1)?.entry.timestamp : undefined;
      const { unreadable } = this;
      return Promise.resolve({
        items,
        ...(nextCursor === undefined ? {} : { nextCursor }),
        ...(unreadable === undefined ? {} : { unreadable }),
      });
    };
    const late = (missed: readonly SentEntry[]): Promise<void> => {
      this.found.push(...messages(missed));
      return Promise.resolve();
    };
    const { gap, resume, abort } = this;
    const parts = { logHistory, filter: { appId: 'a/b' }, resume, late, random: () => 0 };
    void verify(gap, parts, abort.signal).then((doubt) => {
      this.doubt = doubt;
      this.isDone = true;
    });
  }
}

const secondOf = (text: string | undefined): string =>
  text === undefined ? '' : String((Date.parse(text) - NOW) / 1000);

describe('verifying a gap', () => {
  let look: Looking;
  beforeEach(() => (look = new Looking()));
  afterEach(() => look.clock.uninstall());
  const seconds = (count: number) => look.clock.tickAsync(count * 1000);

  it('looks some seconds later and once more after a minute, and shows what was not shown', async () => {
    look.show(a, c);
    look.gap.close(c.entry);
    look.has = [a, c];
    look.begin();
    await seconds(9.9);
    assert.deepEqual(look.asked, []);
    look.has = [a, b, c, d];
    await seconds(0.1);
    assert.deepEqual([look.asked, look.found], [['0–3.001', '3–'], ['b']]);
    await seconds(49.9);
    assert.equal(look.isDone, false);
    await seconds(0.1);
    assert.deepEqual([look.found, look.doubt, look.isDone], [['b'], undefined, true]);
  });

  it('finds at the second look what history took in half a minute late', async () => {
    look.show(c);
    look.gap.close(c.entry);
    look.has = [c];
    look.begin();
    await seconds(30);
    look.has = [b, c];
    await seconds(30);
    assert.deepEqual(look.found, ['b']);
  });

  it('finds the twin of the entry at its end', async () => {
    look.show(b, c);
    look.gap.close(c.entry);
    look.has = [b, c, c];
    look.begin();
    await seconds(60);
    assert.deepEqual(look.found, ['c']);
  });

  it('shows once what the stream then sends as well', async () => {
    look.has = [a];
    look.begin();
    await seconds(10);
    assert.deepEqual(look.found, ['a']);
    const { late, next } = look.resume.sort([a, d]);
    assert.deepEqual([messages(late), messages(next)], [[], ['d']]);
  });

  it('holds a replay against history too: it may have left something out', async () => {
    look.gap.isReplayed = true;
    look.show(a, c);
    look.gap.close(d.entry);
    look.has = [a, b, c, d];
    look.begin();
    await seconds(60);
    assert.deepEqual([look.found, look.doubt], [['b', 'd'], undefined]);
  });

  for (const [what, failure] of [
    ['cannot be asked', new FalError({ kind: 'refused', status: 403, falSays: 'Access denied' })],
    ['is behind', undefined],
  ] as const) {
    it(`trusts a replay where history ${what}`, async () => {
      look.gap.isReplayed = true;
      look.show(c);
      look.gap.close(c.entry);
      look.failure = failure;
      look.begin();
      await seconds(60);
      assert.deepEqual([look.doubt, look.isDone], [undefined, true]);
    });
  }

  it('reads only the end of a long replay, and all of it once something is missing there', async () => {
    look.gap.isReplayed = true;
    // The last of each page comes again with the next one.
    look.pageEntries = 2;
    const lines = Array.from({ length: 30 }, (_, index) => at(index, `line ${index}`));
    look.show(...lines.slice(5));
    look.gap.close(at(29, 'line 29').entry);
    look.has = lines;
    look.begin();
    await seconds(10);
    assert.equal(look.asked.length, 20);
    assert.deepEqual(look.found, []);
    look.has = [...lines.slice(0, 29), at(28.5, 'missed'), ...lines.slice(29)];
    await seconds(50);
    assert.deepEqual(look.found, ['missed', 'line 0', 'line 1', 'line 2', 'line 3', 'line 4']);
    assert.equal(look.doubt, undefined);
  });

  it('doubts while history lacks what came after it', async () => {
    look.show(a, c);
    look.gap.close(c.entry);
    look.has = [a, b];
    look.begin();
    await seconds(60);
    assert.deepEqual([look.found, look.doubt], [['b'], {}]);
  });

  it('doubts where more is missing than history’s pages give', async () => {
    // It has no page but the first.
    look.pageEntries = 1;
    look.gap.close(c.entry);
    look.has = [a, c];
    look.begin();
    await seconds(60);
    assert.deepEqual(look.doubt, {});
  });

  it('doubts where history has what cannot be read, and tells that', async () => {
    look.show(a, c);
    look.gap.close(c.entry);
    look.has = [a, c];
    look.unreadable = new FalError({ kind: 'unexpected', place: 'items.1.message', what: 'missing' });
    look.begin();
    await seconds(60);
    assert.equal(look.doubt?.cause, look.unreadable);
  });

  it('goes through an outage of history', async () => {
    look.show(c);
    look.gap.close(c.entry);
    look.has = [b, c];
    look.failure = down;
    look.begin();
    await seconds(12);
    look.failure = undefined;
    await seconds(60);
    assert.deepEqual([look.found, look.doubt], [['b'], undefined]);
  });

  it('keeps the wait that fal asks for', async () => {
    look.failure = new FalError({ kind: 'rateLimited', retryAfterMs: 40_000 });
    look.begin();
    await seconds(10);
    look.failure = undefined;
    look.has = [a];
    await seconds(39.9);
    assert.deepEqual(look.found, []);
    await seconds(0.2);
    assert.deepEqual(look.found, ['a']);
  });

  for (const [what, failure] of [
    ['is down for minutes', down],
    ['is not for this key', new FalError({ kind: 'refused', status: 403, falSays: 'Access denied' })],
    ['meets a defect of ours', new TypeError('x is undefined')],
  ] as const) {
    it(`tells why where history ${what}`, async () => {
      look.gap.close(c.entry);
      look.failure = failure;
      look.begin();
      await seconds(600);
      assert.equal(look.doubt?.cause, failure);
    });
  }

  it('waits for something to come where nothing came, for nothing tells how far history is', async () => {
    look.begin();
    await seconds(3_600);
    assert.equal(look.isDone, false);
    look.has = [b, c];
    look.show(c);
    look.gap.close(c.entry);
    await seconds(10);
    assert.deepEqual([look.found, look.doubt, look.isDone], [['b'], undefined, true]);
  });

  it('finds what is later than all that was shown, though nothing comes after it', async () => {
    look.gap.isReplayed = true;
    look.show(a);
    look.has = [a];
    look.begin();
    await seconds(30);
    look.has = [a, b];
    await seconds(30);
    assert.deepEqual([look.found, look.isDone], [['b'], false]);
  });

  it('leaves what a later connection asks for again to that', async () => {
    look.has = [b];
    look.begin();
    look.gap.supersede();
    await seconds(60);
    assert.deepEqual([look.asked, look.isDone], [[], true]);
  });

  it('shows nothing, and asks no more, once a later connection asks for it while history is down', async () => {
    look.has = [a];
    look.show(a);
    look.failure = down;
    look.begin();
    await seconds(10.1);
    assert.equal(look.asked.length, 1);
    look.gap.supersede();
    look.failure = undefined;
    await seconds(100);
    assert.deepEqual([look.asked.length, look.found, look.isDone], [1, [], true]);
  });

  it('ends without a word when the tail is stopped', async () => {
    look.begin();
    await seconds(100);
    look.abort.abort();
    await seconds(1);
    assert.deepEqual([look.doubt, look.isDone], [undefined, true]);
  });
});
