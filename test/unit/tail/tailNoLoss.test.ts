import FakeTimers from '@sinonjs/fake-timers';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { LogEntry, SentEntry } from '../../../src/core/fal/types';
import { isAfter } from '../../../src/core/tail/moment';
import { Tail } from '../../../src/core/tail/tail';
import { REPLAYS, SimulatedFal, type Ending, type FalWays, type Replay } from './simulatedFal';
import { runs } from '../../support/runs';

const RUNS = runs(25);
const NOW = Date.UTC(2026, 0, 1, 12);

interface Step {
  /** Then so much time passes. */
  readonly ms: number;
  readonly does: 'emit' | 'emitTwins' | 'emitOlder' | 'emitAhead' | 'break' | 'refuse' | 'rerun';
  readonly agoMs: number;
  readonly aheadMs: number;
  readonly ending: Ending;
  readonly replay: Replay;
  readonly lagMs: number;
  /** Questions to history that then fail. */
  readonly failures: number;
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
      const at = this.shown.findIndex((other) => isAfter(other, entry));
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

async function play(steps: readonly Step[], ways: FalWays) {
  const clock = FakeTimers.install({ now: NOW });
  const fal = new SimulatedFal(ways);
  const screen = new Screen();
  const tail = new Tail({
    filter: {},
    begin: NOW - 120_000,
    client: fal.client,
    sink: screen,
    random: () => 0.5,
  });
  try {
    let done = tail.run();
    let line = 0;
    for (const { ms, does, agoMs, aheadMs, ending, replay, lagMs, failures } of steps) {
      await clock.tickAsync(ms);
      if (does === 'break' || does === 'refuse') {
        if (does === 'refuse') fal.refusesFor = 2;
        fal.replay = replay;
        fal.historyLagMs = lagMs;
        fal.historyRefusesFor = failures;
        fal.breakStreams(ending);
      } else if (does === 'rerun') {
        tail.stop();
        // What the fake has to do on its side takes a turn.
        await clock.tickAsync(1);
        await done;
        done = tail.run();
      } else
        fal.emit(`line ${line++}`, {
          isTwin: does === 'emitTwins',
          agoMs: does === 'emitOlder' ? agoMs : does === 'emitAhead' ? -aheadMs : 0,
        });
    }
    // All is well again, and something is said after it.
    await clock.tickAsync(90_000);
    fal.emit('the end');
    await clock.tickAsync(120_000);
    tail.stop();
    await clock.tickAsync(1_000);
    await done;
  } finally {
    clock.uninstall();
  }
  return { sent: messagesOf(fal.log), shown: messagesOf(screen.shown) };
}

const messagesOf = (entries: readonly LogEntry[]): string[] => entries.map(({ message }) => message);

const stepOf = (...does: Step['does'][]): fc.Arbitrary<Step> =>
  fc.record({
    ms: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 50, max: 8_000 })),
    does: fc.constantFrom(...does),
    agoMs: fc.integer({ min: 1, max: 6_000 }),
    aheadMs: fc.oneof(fc.integer({ min: 1, max: 60_000 }), fc.constant(600_000)),
    ending: fc.constantFrom('clean', 'reset'),
    replay: fc.constantFrom(...REPLAYS),
    lagMs: fc.constantFrom(0, 0, 3_000, 8_000, 20_000, 40_000),
    failures: fc.constantFrom(0, 0, 0, 1, 3),
  });

const anyWays: fc.Arbitrary<FalWays> = fc.record({
  skewMs: fc.constantFrom(0, 0, -3_000, 3_000, -60_000),
  tellsTime: fc.boolean(),
  pageEntries: fc.constantFrom(1_000, 60),
  cutsCursor: fc.boolean(),
});

const TIMEOUT_MS = 2_000 + RUNS * 20;

/** @param asSeen what of the order is promised. */
const losesNothing = (
  anyStep: fc.Arbitrary<Step>,
  ways: fc.Arbitrary<FalWays>,
  asSeen = (messages: readonly string[]): readonly string[] => messages,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), ways, async (steps, way) => {
      const { sent, shown } = await play(steps, way);
      assert.deepEqual(asSeen(shown), asSeen(sent));
    }),
    { numRuns: RUNS },
  );
const inAnyOrder = (messages: readonly string[]): readonly string[] => messages.toSorted();

describe('what a tail shows', () => {
  // Without fal’s clock, what is older than a connection can only be guessed, and what is ahead of it, too.
  const timedWays = anyWays.map((ways) => ({ ...ways, tellsTime: true }));

  it('is what was sent, each once and in order, whatever happens to the connection', async () => {
    await losesNothing(stepOf('emit', 'emit', 'emit', 'emitTwins', 'break', 'refuse', 'rerun'), anyWays);
  }).timeout(TIMEOUT_MS);

  it('is what was sent, each once, also where runners deliver some seconds late', async () => {
    const anyStep = stepOf('emit', 'emit', 'emitOlder', 'emitTwins', 'break', 'refuse', 'rerun');
    await losesNothing(anyStep, timedWays, inAnyOrder);
  }).timeout(TIMEOUT_MS);

  it('is what was sent, each once, also where the clock of a runner is ahead', async () => {
    // What such a runner logs during a break must be replayed, or in history by then: later no gap reaches so far.
    const anyStep = stepOf('emit', 'emit', 'emitAhead', 'emitTwins', 'break', 'refuse').map((step) => ({
      ...step,
      replay: step.replay === 'gaps' ? ('all' as const) : step.replay,
      lagMs: 0,
      failures: 0,
    }));
    await losesNothing(anyStep, timedWays, inAnyOrder);
  }).timeout(TIMEOUT_MS);
});
