import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { LogEntry, SentEntry } from '../../../src/core/fal/types';
import { Tail } from '../../../src/core/tail/tail';
import { SimulatedFal, type Ending, type Replay } from './simulatedFal';

/** More by hand: `RUNS=5000 npm run test:unit`. */
const RUNS = Number(process.env.RUNS ?? 60);
const NOW = Date.UTC(2026, 0, 1, 12);

interface Step {
  /** Then so much time passes. */
  readonly ms: number;
  readonly does: 'emit' | 'emitTwins' | 'break' | 'refuse';
  readonly ending: Ending;
  readonly replay: Replay;
  readonly lagMs: number;
}

/** What a person sees: late entries are put where they belong. */
class Screen {
  readonly shown: LogEntry[] = [];
  readonly notes: string[] = [];

  entries(batch: readonly SentEntry[]): Promise<void> {
    this.shown.push(...batch.map(({ entry }) => entry));
    return Promise.resolve();
  }

  late(batch: readonly SentEntry[]): Promise<void> {
    for (const { entry } of batch) {
      const at = this.shown.findIndex(({ time }) => time > entry.time);
      this.shown.splice(at < 0 ? this.shown.length : at, 0, entry);
    }
    return Promise.resolve();
  }

  raw(): void {
    this.notes.push('raw');
  }

  note(_level: string, text: string): void {
    this.notes.push(text);
  }
}

async function play(steps: readonly Step[]) {
  const clock = FakeTimers.install({ now: NOW });
  const fal = new SimulatedFal();
  const screen = new Screen();
  const tail = new Tail({
    filter: {},
    begin: NOW - 60_000,
    client: fal.client,
    sink: screen,
    random: () => 0.5,
  });
  try {
    const done = tail.run();
    let line = 0;
    for (const { ms, does, ending, replay, lagMs } of steps) {
      await clock.tickAsync(ms);
      if (does === 'emit' || does === 'emitTwins') fal.emit(`line ${line++}`, does === 'emitTwins');
      else {
        if (does === 'refuse') fal.refusesFor = 2;
        fal.replay = replay;
        fal.historyLagMs = lagMs;
        fal.breakStreams(ending);
      }
    }
    // All is well again, and something is said after it.
    await clock.tickAsync(90_000);
    fal.emit('the end');
    await clock.tickAsync(90_000);
    tail.stop();
    await clock.tickAsync(1_000);
    await done;
  } finally {
    clock.uninstall();
  }
  return { fal, screen };
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  ms: fc.oneof(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 50, max: 8_000 })),
  does: fc.constantFrom('emit', 'emit', 'emit', 'emitTwins', 'break', 'refuse'),
  ending: fc.constantFrom('clean', 'reset'),
  replay: fc.constantFrom('all', 'repeats', 'gaps', 'none'),
  lagMs: fc.constantFrom(0, 0, 3_000, 8_000),
});

describe('what a tail shows', () => {
  it('is what was sent, each once and in order, whatever happens to the connection', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
        const { fal, screen } = await play(steps);
        assert.deepEqual(
          screen.shown.map(({ message }) => message),
          fal.log.map(({ message }) => message),
        );
      }),
      { numRuns: RUNS },
    );
  }).timeout(2_000 + RUNS * 20);
});
