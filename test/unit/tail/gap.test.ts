import assert from 'node:assert/strict';
import { toKnown } from '../../../src/core/tail/expected';
import { Gap, MOST_KNOWN } from '../../../src/core/tail/gap';
import { messages, sentAt } from './logText';

const at = (micros: number) => ({
  time: Math.floor(micros / 1000),
  timestamp: `1970-01-01T00:00:00.${String(micros).padStart(6, '0')}`,
});

describe('a gap', () => {
  let gap: Gap;
  beforeEach(() => {
    gap = new Gap(100);
    gap.close(at(200_500));
  });

  for (const [what, micros, isIn] of [
    ['begins at its first millisecond', 100_000, true],
    ['holds nothing before', 99_999, false],
    ['holds what lies between', 150_000, true],
    ['holds what came in the millisecond of its end', 200_499, true],
    ['holds the entry at its end: a twin of it may have been missed', 200_500, true],
    ['ends there to the microsecond', 200_501, false],
    ['holds nothing after', 300_000, false],
  ] as const) {
    it(what, () => {
      assert.equal(gap.holds(at(micros)), isIn);
    });
  }

  it('is open as long as the stream has sent nothing', () => {
    const open = new Gap(100);
    assert.deepEqual([open.holds(at(999_999)), open.holds(at(99_999))], [true, false]);
    assert.equal(open.untilMs, undefined);
  });

  it('reaches up to now while its end is not known, whatever was shown', () => {
    const open = new Gap(100);
    open.learn(toKnown(sentAt(250, 'in it')));
    assert.equal(open.untilMs, undefined);
    open.close(at(400_000));
    assert.equal(open.untilMs, 400);
  });

  it('ends at the same instant, in whatever form it is written', () => {
    const other = new Gap(100);
    other.close({ time: 200, timestamp: '1970-01-01T00:00:00.2005Z' });
    assert.deepEqual([other.holds(at(200_500)), other.holds(at(200_501))], [true, false]);
  });

  it('keeps its first end', () => {
    gap.close(at(900_000));
    assert.equal(gap.firstLive?.time, 200);
  });

  it('misses what was not shown of it, each as often as it lacks', () => {
    for (const message of ['a', 'twin']) gap.learn(toKnown(sentAt(150, message)));
    const history = [
      ...['before'].map((message) => sentAt(99, message)),
      ...['a', 'b', 'b', 'twin', 'twin'].map((message) => sentAt(150, message)),
      ...['after'].map((message) => sentAt(201, message)),
    ];
    assert.deepEqual(messages(gap.missingOf(history)), ['b', 'b', 'twin']);
  });

  it('misses nothing once a later one has taken its place', () => {
    const history = [sentAt(150, 'a')];
    assert.deepEqual(messages(gap.missingOf(history)), ['a']);
    gap.supersede();
    assert.deepEqual(gap.missingOf(history), []);
  });

  it('knows an entry by its millisecond, text, runner and request, however else history writes it', () => {
    const labels = { fal_job_id: 'r1', fal_request_id: 'q1' };
    gap.learn(toKnown(sentAt(150, 'x', { timestamp: '1970-01-01T00:00:00.150900', labels })));
    const again = sentAt(150, 'x', { level: 'INFO', labels: { ...labels, source: 'run' } });
    const ofOthers = [
      sentAt(150, 'x', { labels: { ...labels, fal_job_id: 'r2' } }),
      sentAt(150, 'x', { labels: { fal_job_id: 'r1q1', fal_request_id: '' } }),
      sentAt(151, 'x', { labels }),
    ];
    assert.deepEqual(gap.missingOf([again, ...ofOthers]), ofOthers);
  });

  it('begins later where more was shown of it than can be known', () => {
    const flood = new Gap(0);
    const known = toKnown(sentAt(0, 'line'));
    for (let n = 0; n < 2 * MOST_KNOWN; n++) flood.learn({ ...known, time: n >> 8 });
    assert.equal(flood.fromMs, ((MOST_KNOWN - 1) >> 8) + 1);
    assert.deepEqual(messages(flood.missingOf([sentAt(1, 'forgotten'), sentAt(700, 'missed')])), ['missed']);
  });
});
