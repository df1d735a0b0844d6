import { jsonText } from '../jsonText';
import type { Random } from '../random';
import type { RequestDraft } from '../world';
import type { AccountPlan } from './accountPlan';
import { OUTCOMES, type Outcome } from './outcomes';
import { payloadsOf } from './payloads';
import type { SeedApp } from './seedApps';

/** A request that went well, sent then; `waitMs` is the time before it ran. */
export function goodRequest(
  app: Pick<SeedApp, 'craft' | 'runners'> & { readonly endpoints: readonly string[] },
  random: Random,
  plan: AccountPlan,
  sentAt: number,
): RequestDraft {
  const slow = random.next() < 0.06;
  const cold = random.next() < 0.08;
  const startedAt = sentAt + (cold ? random.between(25_000, 70_000) : random.between(20, 900));
  const runMs = slow ? random.between(60_000, 240_000) : random.between(300, 9000);
  const [firstRunner = random.uuid(), ...runners] = app.runners;
  const [endpoint = '', ...endpoints] = app.endpoints;
  return {
    about: slow ? 'slow' : cold ? 'cold start' : 'success',
    requestId: random.uuidOf(sentAt),
    endpointId: random.pick([endpoint, ...endpoints]),
    runnerId: random.pick([firstRunner, ...runners]),
    sentAt,
    startedAt,
    endedAt: startedAt + runMs,
    statusCode: 200,
    duration: (startedAt + runMs - sentAt) / 1000,
    billableUnits: random.next() < 0.7 ? random.between(1, 40) / 4 : null,
    ...payloadsOf(app.craft, random, plan.files),
  };
}

/** The same request, had it gone otherwise. */
export const failedRequest = (good: RequestDraft, outcome: Outcome): RequestDraft => ({
  ...good,
  about: outcome.about,
  statusCode: outcome.statusCode,
  output: outcome.output,
  billableUnits: null,
  ...(outcome.input === undefined ? {} : { input: outcome.input }),
  ...(outcome.undispatched ? { runnerId: null } : {}),
});

export const randomOutcome = (random: Random): Outcome => random.pick<Outcome>(OUTCOMES);

/** One of each case that an app rarely meets, told apart by `about`; `good` makes one sent then, or at some time. */
export function rareRequests(
  good: (sentAt?: number) => RequestDraft,
  { files }: AccountPlan,
  now: number,
): readonly RequestDraft[] {
  const running = now - 20_000;
  return [
    ...OUTCOMES.map((outcome) => failedRequest(good(), outcome)),
    { ...good(), about: 'no payloads', input: undefined, output: undefined },
    { ...good(), about: 'no output', output: undefined },
    { ...good(), about: 'null output', output: 'null' },
    { ...good(), about: 'text output', output: '"done"' },
    {
      ...good(running),
      about: 'unfinished',
      startedAt: running + 400,
      endedAt: null,
      statusCode: null,
      duration: null,
      output: undefined,
    },
    { ...good(), about: 'unrecorded', statusCode: null, duration: null },
    { ...good(), about: 'big seed', input: '{"prompt":"cat","seed":196619188014358660}', output: BIG_SEED },
    {
      ...good(),
      about: 'data URI',
      input: jsonText({ image_url: files.held, strength: 0.8 }),
      output: jsonText({ image: files.held }),
    },
    {
      ...good(),
      about: 'signed URL',
      input: jsonText({ image_url: 'https://x.example/a.png?X-Amz-Signature=5f2c' }),
    },
  ];
}

const BIG_SEED = '{"images":[],"seed":196619188014358660,"timings":{"inference":5.13}}';
