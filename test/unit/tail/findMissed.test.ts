import assert from 'node:assert/strict';
import type { FalClient, SentEntry } from '../../../src/core/fal/types';
import { findMissed } from '../../../src/core/tail/findMissed';
import type { Gap } from '../../../src/core/tail/gap';
import { ResumePoint } from '../../../src/core/tail/resume';
import { messages, sentAt } from './logText';

const { signal } = new AbortController();

/** What history has, of which it gives what was asked for. */
function lookedAt(has: readonly SentEntry[], gap: Gap, shown: readonly SentEntry[]) {
  const asked: Parameters<FalClient['logHistory']>[0][] = [];
  const logHistory: FalClient['logHistory'] = (query) => {
    asked.push(query);
    const [start, end] = [Date.parse(query.start ?? ''), Date.parse(query.end ?? '9999-01-01')];
    const items = has.filter(({ entry: { time } }) => time >= start && time < end).reverse();
    return Promise.resolve({ items: items.slice(0, query.limit) });
  };
  const resume = new ResumePoint(0);
  resume.watch(gap);
  resume.sort(shown);
  return { asked, found: findMissed(logHistory, { appId: 'a/b' }, gap, resume, signal) };
}

const [a, b, c, d] = [sentAt(1000, 'a'), sentAt(2000, 'b'), sentAt(3000, 'c'), sentAt(4000, 'd')];

describe('looking once more at a gap', () => {
  it('finds what was not shown of it, and nothing else', async () => {
    const { asked, found } = lookedAt([a, b, c, d], { fromMs: 1000, firstLive: c.entry }, [a, c]);
    const { missed, isWhole } = await found;
    assert.deepEqual([messages(missed), isWhole], [['b'], true]);
    assert.deepEqual(
      asked.map(({ start, end, appId, limit }) => [start, end, appId, limit]),
      [
        ['1970-01-01T00:00:01.000Z', '1970-01-01T00:00:03.001Z', ['a/b'], 1000],
        ['1970-01-01T00:00:03.000Z', undefined, ['a/b'], 1],
      ],
    );
  });

  it('finds the twin of the entry at its end', async () => {
    const { missed } = await lookedAt([b, c, c], { fromMs: 1000, firstLive: c.entry }, [b, c]).found;
    assert.deepEqual(messages(missed), ['c']);
  });

  it('knows that history is behind while it lacks the entry at its end', async () => {
    const { missed, isWhole } = await lookedAt([a, b], { fromMs: 1000, firstLive: c.entry }, [a, c]).found;
    assert.deepEqual([messages(missed), isWhole], [['b'], false]);
  });

  it('asks for all there is of a gap without an end, and takes it for whole', async () => {
    const { asked, found } = lookedAt([a, b], { fromMs: 1000 }, [a]);
    const { missed, isWhole } = await found;
    assert.deepEqual([messages(missed), isWhole, asked.length], [['b'], true, 1]);
    assert.equal(asked[0]?.end, undefined);
  });

  it('leaves what came after its end to the stream', async () => {
    const late = sentAt(3000, 'after', { timestamp: '1970-01-01T00:00:03.000900Z' });
    const { missed } = await lookedAt([a, c, late], { fromMs: 1000, firstLive: c.entry }, [a, c]).found;
    assert.deepEqual(missed, []);
  });

  it('is not whole where history’s paging gets stuck', async () => {
    const stuck: FalClient['logHistory'] = ({ limit }) =>
      Promise.resolve({ items: limit === 1 ? [c] : [b], nextCursor: 'same' });
    const gap = { fromMs: 1000, firstLive: c.entry };
    const { isWhole } = await findMissed(stuck, {}, gap, new ResumePoint(0), signal);
    assert.equal(isWhole, false);
  });
});
