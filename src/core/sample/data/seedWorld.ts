import { Random } from '../random';
import type { LogRow } from '../wire';
import type { RequestDraft, World } from '../world';
import type { AccountPlan } from './accountPlan';
import { exceptionOf } from './outcomes';
import { linesOfRequest, logLine } from './requestLogs';
import { isUntouched, OTHERS, seedApps, type SeedApp } from './seedApps';
import { failedRequest, goodRequest, randomOutcome, rareRequests } from './seedRequests';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Fills the world with two days of an account; the same seed and time give the same account. */
export function seedWorld(world: World, seed: number, plan: AccountPlan): readonly SeedApp[] {
  const random = new Random(seed);
  const apps = seedApps(world, plan.owner, () => random.uuid());
  const lines: LogRow[] = [];
  for (const app of apps.filter((each) => !isUntouched(each))) {
    const busy = app === apps[0];
    for (const draft of requestsOf(app, random, plan, world.now(), busy)) {
      const request = world.request(draft);
      lines.push(...linesOfRequest(app, request, random, exceptionOf(request.about)));
    }
    lines.push(...linesOfRunners(app, world.now(), random));
  }
  for (const other of OTHERS) {
    for (let count = 0; count < 5; count++) {
      const sentAt = world.now() - random.between(1, 20 * 60) * MINUTE_MS;
      const good = goodRequest(
        { ...other, endpoints: [`${plan.others}/${other.name}`], runners: [] },
        random,
        plan,
        sentAt,
      );
      const went = count === 4 ? failedRequest(good, randomOutcome(random)) : good;
      world.request({ ...went, source: 'made' });
    }
  }
  world.log(...lines.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1)));
  const [, clips] = apps;
  if (clips !== undefined) world.queued.set(clips.row.endpoint_id, 4);
  return apps;
}

/** The busy app has more than a page of them, and one of every rare case. */
function requestsOf(
  app: SeedApp,
  random: Random,
  plan: AccountPlan,
  now: number,
  busy: boolean,
): readonly RequestDraft[] {
  const good = (sentAt: number) =>
    goodRequest({ ...app, endpoints: app.row.endpoints }, random, plan, sentAt);
  const recent = (sentAt = now - random.between(6, busy ? 600 : 1200) * MINUTE_MS) => good(sentAt);
  const usual = Array.from({ length: busy ? 90 : 18 }, () => {
    const request = recent();
    return random.next() < 0.15 ? failedRequest(request, randomOutcome(random)) : request;
  });
  const old = Array.from({ length: 3 }, () => good(now - DAY_MS - random.between(30, 1200) * MINUTE_MS));
  return [...usual, ...old, ...(busy ? rareRequests(recent, plan, now) : [])];
}

/** What runners print between requests: a heartbeat every few minutes of the last two hours. */
function linesOfRunners(app: SeedApp, now: number, random: Random): readonly LogRow[] {
  const lines: LogRow[] = [];
  for (let at = now - 120 * MINUTE_MS; at < now - MINUTE_MS; at += random.between(2, 5) * MINUTE_MS) {
    const [first = '', ...others] = app.runners;
    const runner = random.pick([first, ...others]);
    lines.push(logLine(app, runner, at, 'debug', `gpu memory ${random.between(31, 74)} GiB, queue empty`));
  }
  return lines;
}
