import assert from 'node:assert/strict';
import { install, type Clock } from '@sinonjs/fake-timers';
import { DayTurn } from '../../../src/core/requests/dayTurn';

describe('a day', () => {
  let clock: Clock;
  let turns: string[];
  let days: DayTurn;
  const hour = 3_600_000;
  beforeEach(() => {
    clock = install({ now: new Date(2026, 2, 14, 23, 59, 50) });
    turns = [];
    days = new DayTurn({
      turn: () => turns.push(new Date().toTimeString().slice(0, 8)),
      now: () => Date.now(),
    });
  });
  afterEach(() => {
    days.dispose();
    clock.uninstall();
  });

  it('begins at midnight where we are, though nothing else happens', async () => {
    days.setOn(true);
    await clock.tickAsync(9_999);
    assert.deepEqual(turns, ['23:59:50']);
    await clock.tickAsync(1);
    await clock.tickAsync(24 * hour);
    assert.deepEqual(turns, ['23:59:50', '00:00:00', '00:00:00']);
  });

  it('that began while nobody looked is told when someone does', async () => {
    days.setOn(true);
    days.setOn(false);
    await clock.tickAsync(hour);
    assert.deepEqual(turns, ['23:59:50']);
    days.setOn(true);
    assert.equal(turns.length, 2);
  });
});
