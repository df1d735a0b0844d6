import FakeTimers from '@sinonjs/fake-timers';
import { FalError, type FalProblem } from '../../../src/core/fal/errors';
import type { LogQuery, SentEntry, StreamItem } from '../../../src/core/fal/types';
import { Tail } from '../../../src/core/tail/tail';
import { sentEntry } from '../../support/sentEntry';

export const NOW = Date.UTC(2026, 0, 1, 12);

export const entry = (message: string, time = NOW): SentEntry => sentEntry(message, time);
export const raw = (text: string): StreamItem => ({ kind: 'raw', text });
export const fails = (problem: FalProblem): FalError => new FalError(problem);
export const lost = fails({ kind: 'unreachable', what: 'reset' });

/** A connection: what it delivers, then how it ends. `held` stays open until the tail is stopped. */
interface Connection {
  readonly items?: readonly StreamItem[];
  readonly refuses?: FalError;
  readonly breaks?: FalError;
  readonly held?: boolean;
  readonly livesMs?: number;
  /** History has not taken its entries in. */
  readonly isUnknownToHistory?: boolean;
}

/** Runs a tail over these connections; gives what a person saw, and what was asked for when. */
function tailOver(...connections: Connection[]) {
  const clock = FakeTimers.install({ now: NOW });
  const seen: string[] = [];
  const asked: { at: number; query: LogQuery }[] = [];
  /** What history has, newest first. */
  const sent: SentEntry[] = [];

  async function* openStream(query: LogQuery, signal: AbortSignal): AsyncGenerator<readonly StreamItem[]> {
    asked.push({ at: clock.now - NOW, query });
    const next = connections.shift() ?? { held: true };
    if (next.refuses) throw next.refuses;
    yield [{ kind: 'open', at: clock.now }];
    for (const item of next.items ?? [])
      if (item.kind === 'entry' && next.isUnknownToHistory !== true) sent.unshift(item);
    yield next.items ?? [];
    if (next.livesMs !== undefined) await new Promise((resolve) => setTimeout(resolve, next.livesMs));
    if (next.breaks) throw next.breaks;
    if (next.held) {
      await new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
      });
    }
  }

  const history: { failure?: Error | undefined; asked: number } = { asked: 0 };
  const show = (batch: readonly SentEntry[]): Promise<void> => {
    seen.push(...batch.map(({ entry: { message } }) => message));
    return Promise.resolve();
  };
  const tail = new Tail({
    filter: {},
    begin: NOW - 300_000,
    client: {
      streamLogs: openStream,
      logHistory: () => {
        history.asked++;
        return history.failure === undefined
          ? Promise.resolve({ items: sent })
          : Promise.reject(history.failure);
      },
    },
    random: () => 1,
    sink: {
      entries: show,
      late: show,
      raw: (text) => void seen.push(`raw ${text}`),
      note: (level, text) => void seen.push(`[${level}] ${text}`),
    },
  });
  const done = tail.run();
  return { clock, seen, asked, tail, done, history, sent };
}

/** To be called in a `describe`: gives what starts a tail, of which each test has one and which ends with it. */
export function startTails(): typeof tailOver {
  let run: ReturnType<typeof tailOver>;
  afterEach(async () => {
    run.tail.stop();
    await run.clock.runAllAsync();
    await run.done;
    run.clock.uninstall();
  });
  return (...connections) => (run = tailOver(...connections));
}
