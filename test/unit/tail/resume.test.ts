import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { LogEntry } from '../../../src/core/fal/types';
import { OVERLAP_MS, ResumePoint } from '../../../src/core/tail/resume';

const entryAt = (time: number, message: string): LogEntry => ({
  time,
  timestamp: new Date(time).toISOString(),
  level: 'info',
  message,
  app: 'a',
  revision: '',
  labels: {},
});

describe('resuming after a break', () => {
  it('begins where the tail began when nothing was seen', () => {
    const point = new ResumePoint(1000);
    assert.equal(point.reopen(), 1000);
    assert.equal(point.reopen(), 1000);
  });

  it('goes on a little before the last time seen, and not before the beginning', () => {
    const point = new ResumePoint(1000);
    point.reopen();
    point.accept(entryAt(1500, 'x'));
    assert.equal(point.reopen(), 1000);
    point.accept(entryAt(9000, 'y'));
    assert.equal(point.reopen(), 9000 - OVERLAP_MS);
  });

  it('knows an entry again whose labels come in another order and whose level in another case', () => {
    const point = new ResumePoint(0);
    point.reopen();
    point.accept({ ...entryAt(1, 'x'), labels: { a: '1', b: '2' } });
    point.reopen();
    assert.equal(point.accept({ ...entryAt(1, 'x'), level: 'INFO', labels: { b: '2', a: '1' } }), false);
  });

  it('shows every entry once, twins as often as sent, whatever is replayed and wherever it breaks', () => {
    // Times advance by little or much, so that the overlap holds anything from one entry to all of them.
    const sent = fc.array(fc.tuple(fc.integer({ min: 0, max: 1500 }), fc.constantFrom('a', 'b')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(sent, fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 8 }), (steps, lives) => {
        let time = 10_000;
        const all = steps.map(([step, message]) => entryAt((time += step), message));
        const point = new ResumePoint(0);
        const shown: LogEntry[] = [];
        // Each connection replays everything since its start, and lives for so many entries; the last one for all.
        for (const life of [...lives, Infinity]) {
          const start = point.reopen();
          for (const entry of all.filter((each) => each.time >= start).slice(0, life)) {
            if (point.accept(entry)) shown.push(entry);
          }
        }
        assert.deepEqual(shown, all);
      }),
    );
  });
});
