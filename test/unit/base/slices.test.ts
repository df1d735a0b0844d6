import assert from 'node:assert/strict';
import FakeTimers from '@sinonjs/fake-timers';
import { mapInSlices, runInSlices } from '../../../src/core/base/slices';

describe('long work', () => {
  let clock: FakeTimers.Clock;
  beforeEach(() => (clock = FakeTimers.install()));
  afterEach(() => clock.uninstall());

  /** Work of so many steps, each of which takes a millisecond. */
  const work = (steps: number) => {
    let done = 0;
    const step = (): boolean => {
      clock.tick(1);
      done += 1;
      return done === steps;
    };
    return { step, count: () => done };
  };

  it('that is short is done at once', () => {
    const { step, count } = work(10);
    void runInSlices(step);
    assert.equal(count(), 10);
  });

  it('lets others run after some milliseconds, and goes on', async () => {
    const { step, count } = work(40);
    const working = runInSlices(step);
    assert.ok(count() < 20, `${count()} steps at a stretch`);
    await clock.runAllAsync();
    await working;
    assert.equal(count(), 40);
  });

  it('goes on no more when it is not wanted', async () => {
    const stopping = new AbortController();
    const { step, count } = work(40);
    const working = assert.rejects(runInSlices(step, stopping.signal), { name: 'AbortError' });
    stopping.abort();
    await clock.runAllAsync();
    await working;
    assert.ok(count() < 20);
  });

  it('over a list lets others run between its items', async () => {
    let begun = 0;
    const mapping = mapInSlices('abcdefghij'.split(/(?:)/u), (letter, index) => {
      clock.tick(10);
      begun += 1;
      return `${letter}${index}`;
    });
    assert.ok(begun < 3, `${begun} items at a stretch`);
    await clock.runAllAsync();
    assert.equal((await mapping).join(), 'a0,b1,c2,d3,e4,f5,g6,h7,i8,j9');
  });
});
