import { Random } from '../random';
import type { RequestDraft, World } from '../world';
import type { AccountPlan } from './accountPlan';
import { exceptionOf, EXCEPTIONS, type Outcome } from './outcomes';
import { linesOfRequest, logLine } from './requestLogs';
import { isUntouched, type SeedApp } from './seedApps';
import { failedRequest, goodRequest, randomOutcome } from './seedRequests';

export interface Pace {
  /** Lines that come at once, every thirtieth turn. */
  readonly burstLines: number;
}

/**
 * What goes on in an account: each call adds a steady line, now and then a request with its lines, and a burst. The
 * same seed and times give the same life.
 */
export function makeLife(
  world: World,
  apps: readonly SeedApp[],
  seed: number,
  plan: AccountPlan,
  { burstLines }: Pace,
): () => void {
  const random = new Random(seed + 1);
  const [first, ...others] = apps.filter((app) => !isUntouched(app));
  if (!first) return () => undefined;
  let turn = 0;
  return () => {
    turn++;
    const app = random.pick([first, ...others]);
    addSteadyLine(world, app, random);
    if (turn % 4 === 0) addRequest(world, app, random, plan);
    if (turn % 30 === 0) addBurst(world, app, random, burstLines);
  };
}

const runnerOf = (app: SeedApp, random: Random): string =>
  app.runners[random.between(0, app.runners.length - 1)] ?? '';

function addSteadyLine(world: World, app: SeedApp, random: Random): void {
  const queued = random.between(0, 6);
  const text = `queue ${queued}, gpu ${random.between(12, 98)} %, batch ${random.between(1, 8)}`;
  world.queued.set(app.row.endpoint_id, queued);
  world.log(logLine(app, runnerOf(app, random), world.now(), random.pick(['info', 'debug']), text));
}

/** It ends now, and its lines come all at once. */
function addRequest(world: World, app: SeedApp, random: Random, plan: AccountPlan): void {
  const now = world.now();
  const good = goodRequest({ ...app, endpoints: app.row.endpoints }, random, plan, now);
  const chance = random.next();
  const went =
    chance < 0.09
      ? failedRequest(good, random.pick<Outcome>(EXCEPTIONS))
      : chance < 0.18
        ? failedRequest(good, randomOutcome(random))
        : good;
  const request = world.request(endingAt(went, now, random));
  world.log(...linesOfRequest(app, request, random, exceptionOf(request.about), now));
}

function endingAt(draft: RequestDraft, now: number, random: Random): RequestDraft {
  const { sentAt = now, startedAt = now, endedAt } = draft;
  const shift = now - (endedAt ?? now);
  const requestId = random.uuidOf(sentAt + shift);
  return { ...draft, requestId, sentAt: sentAt + shift, startedAt: startedAt + shift, endedAt: now };
}

function addBurst(world: World, app: SeedApp, random: Random, count: number): void {
  const runner = runnerOf(app, random);
  const now = world.now();
  const lines = Array.from({ length: count }, (_, index) => {
    const text = `[shard ${index % 4}] loaded tensor ${index + 1}/${count} model.blocks.${index}.attn.weight`;
    return logLine(app, runner, now + index / 1000, 'info', text);
  });
  world.log(...lines);
}
