import { realTimers } from './clock';
import { Random } from './random';
import { linesOfRequest, logLine } from './requestLogs';
import { exceptionOf } from './seedWorld';
import { isUntouched, type SeedApp } from './seedApps';
import { failedRequest, goodRequest, randomOutcome } from './seedRequests';
import type { RequestDraft, World } from './world';

const BURST_LINES = 150;

/** Calls again and again; returns how to stop. */
export type Beat = (tick: () => void) => () => void;

export const everyMs =
  (ms: number): Beat =>
  (tick) => {
    const timer = realTimers.setInterval(tick, ms);
    return () => realTimers.clearInterval(timer);
  };

/** Goes on adding: a steady line, a request with its lines now and then, and bursts. Returns how to stop. */
export function startLife(
  world: World,
  apps: readonly SeedApp[],
  seed: number,
  origin: string,
  beat: Beat,
): () => void {
  const random = new Random(seed + 1);
  const [first, ...others] = apps.filter((app) => !isUntouched(app));
  if (!first) return () => undefined;
  let turn = 0;
  return beat(() => {
    turn++;
    const app = random.pick([first, ...others]);
    addSteadyLine(world, app, random);
    if (turn % 4 === 0) addRequest(world, app, random, origin);
    if (turn % 30 === 0) addBurst(world, app, random);
  });
}

const runnerOf = (app: SeedApp, random: Random): string =>
  app.runners[random.between(0, app.runners.length - 1)] ?? '';

function addSteadyLine(world: World, app: SeedApp, random: Random): void {
  const text = `queue ${random.between(0, 6)}, gpu ${random.between(12, 98)} %, batch ${random.between(1, 8)}`;
  world.log(logLine(app, runnerOf(app, random), world.now(), random.pick(['info', 'debug']), text));
}

/** It ends now, and its lines come all at once. */
function addRequest(world: World, app: SeedApp, random: Random, origin: string): void {
  const now = world.now();
  const good = goodRequest({ ...app, endpoints: app.row.endpoints }, random, origin, now);
  const draft = endingAt(
    random.next() < 0.35 ? failedRequest(good, randomOutcome(random)) : good,
    now,
    random,
  );
  const request = world.request(draft);
  world.log(...linesOfRequest(app, request, random, exceptionOf(request.about), now));
}

function endingAt(draft: RequestDraft, now: number, random: Random): RequestDraft {
  const { sentAt = now, startedAt = now, endedAt } = draft;
  const shift = now - (endedAt ?? now);
  const requestId = random.uuidOf(sentAt + shift);
  return { ...draft, requestId, sentAt: sentAt + shift, startedAt: startedAt + shift, endedAt: now };
}

function addBurst(world: World, app: SeedApp, random: Random): void {
  const runner = runnerOf(app, random);
  const now = world.now();
  const lines = Array.from({ length: BURST_LINES }, (_, index) => {
    const text = `[shard ${index % 4}] loaded tensor ${index + 1}/${BURST_LINES} model.blocks.${index}.attn.weight`;
    return logLine(app, runner, now + index / 1000, 'info', text);
  });
  world.log(...lines);
}
