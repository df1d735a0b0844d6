import assert from 'node:assert/strict';
import { install, type Clock } from '@sinonjs/fake-timers';
import { AutoRefresh } from '../../../src/core/requests/autoRefresh';

describe('the tree refreshes by itself', () => {
  let clock: Clock;
  let turns: number[];
  let seconds: number;
  let takesMs: number;
  let quietUntil: number | undefined;
  let auto: AutoRefresh;
  beforeEach(() => {
    clock = install({ now: 0 });
    turns = [];
    seconds = 30;
    takesMs = 0;
    quietUntil = undefined;
    auto = new AutoRefresh({
      refresh: () => {
        turns.push(Date.now() / 1000);
        return takesMs === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, takesMs));
      },
      everySeconds: () => seconds,
      quietUntil: () => quietUntil,
      now: () => Date.now(),
    });
  });
  afterEach(() => {
    auto.dispose();
    clock.uninstall();
  });

  it('only while it is seen', async () => {
    await clock.tickAsync(100_000);
    assert.deepEqual(turns, []);
    auto.setOn(true);
    await clock.tickAsync(61_000);
    assert.deepEqual(turns, [130, 160]);
    auto.setOn(false);
    await clock.tickAsync(300_000);
    assert.deepEqual(turns, [130, 160]);
  });

  it('at once when it is seen again after longer than a turn, else when the turn is due', async () => {
    auto.setOn(true);
    auto.setOn(false);
    await clock.tickAsync(50_000);
    auto.setOn(true);
    await clock.tickAsync(1);
    assert.deepEqual(turns, [50]);
    auto.setOn(false);
    await clock.tickAsync(10_000);
    auto.setOn(true);
    await clock.tickAsync(20_000);
    assert.deepEqual(turns, [50, 80]);
  });

  it('each turn timed from the end of the last, never two at a time', async () => {
    takesMs = 45_000;
    auto.setOn(true);
    await clock.tickAsync(200_000);
    assert.deepEqual(turns, [30, 105, 180]);
  });

  it('not while a turn is under way, though the view is hidden and shown', async () => {
    takesMs = 45_000;
    auto.setOn(true);
    await clock.tickAsync(35_000);
    auto.setOn(false);
    auto.setOn(true);
    await clock.tickAsync(39_000);
    assert.deepEqual(turns, [30]);
  });

  it('not at all when the setting is 0, and again when it is set', async () => {
    seconds = 0;
    auto.setOn(true);
    await clock.tickAsync(300_000);
    assert.deepEqual(turns, []);
    seconds = 10;
    auto.restart();
    await clock.tickAsync(10_000);
    assert.deepEqual(turns, [310]);
  });

  it('a whole turn after a refresh by hand', async () => {
    auto.setOn(true);
    await clock.tickAsync(25_000);
    auto.restart();
    await clock.tickAsync(29_000);
    assert.deepEqual(turns, []);
    await clock.tickAsync(1000);
    assert.deepEqual(turns, [55]);
  });

  it('not before fal’s limit has passed', async () => {
    quietUntil = 95_000;
    auto.setOn(true);
    await clock.tickAsync(94_999);
    assert.deepEqual(turns, []);
    await clock.tickAsync(1);
    assert.deepEqual(turns, [95]);
  });

  it('not before a limit has passed that came when the turn was timed already', async () => {
    auto.setOn(true);
    await clock.tickAsync(20_000);
    quietUntil = 95_000;
    await clock.tickAsync(74_999);
    assert.deepEqual(turns, []);
    await clock.tickAsync(1);
    assert.deepEqual(turns, [95]);
  });

  it('within a turn, though the clock was set back while nobody looked', async () => {
    await clock.tickAsync(7_200_000);
    auto.setOn(true);
    await clock.tickAsync(35_000);
    auto.setOn(false);
    clock.setSystemTime(3_600_000);
    auto.setOn(true);
    await clock.tickAsync(30_000);
    assert.equal(turns.length, 2);
  });
});
