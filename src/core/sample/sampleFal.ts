import type { FetchLike } from '../fal/http';
import { makeLife } from './data/life';
import { seedWorld } from './data/seedWorld';
import { answerFrom } from './sampleFetch';
import { SAMPLE_FILES } from './sampleFiles';
import { World, type Now } from './world';

/** In every id, so that a row, a line, a snippet and a file that was saved say what they are. */
const OWNER = 'sample';
const OTHERS = 'sample-models';

export interface SampleFal {
  readonly fetch: FetchLike;
  /** An endpoint of others, as people pin them. */
  readonly endpoints: readonly string[];
  /** Lets the account live on by one turn. */
  readonly live: () => void;
}

/** Between turns, by which lines and requests go on arriving. */
export const TURN_MS = 1_500;
const SEED = 1;
const LIVED_MS = 12 * 60_000;
const PACE = { burstLines: 12 };
const MOST_LOGS = 6_000;
const MOST_REQUESTS = 800;

/**
 * A fal of made-up data that answers in this process. The same times give the same data; what an account does
 * in some minutes is there from the start, so that a tail has something to begin with.
 */
export function makeSampleFal(now: Now): SampleFal {
  const begin = now();
  let past: number | undefined = begin - LIVED_MS;
  const world = new World(() => past ?? now());
  const plan = { owner: OWNER, others: OTHERS, files: SAMPLE_FILES };
  const turn = makeLife(world, seedWorld(world, SEED, plan), SEED, plan, PACE);
  for (; past < begin; past += TURN_MS) turn();
  past = undefined;
  return {
    fetch: answerFrom(world),
    endpoints: [`${OTHERS}/flux/dev`],
    live: () => {
      turn();
      world.forget(MOST_LOGS, MOST_REQUESTS);
    },
  };
}
