import { isAbort, rootCause } from '../../src/core/base/errors';
import { createFalClient } from '../../src/core/fal/client';
import { FalError } from '../../src/core/fal/errors';
import type { FalClient } from '../../src/core/fal/types';
import { tryKey } from '../../src/core/key/tryKey';
import { silentLog } from '../support/silentLog';
import { Caller, Enough } from './caller';
import { APP_POINTS } from './points/apps';
import { ENTRY_POINTS } from './points/entries';
import { FILTER_POINTS } from './points/filters';
import { REFUSAL_POINTS } from './points/refusals';
import { REQUEST_POINTS } from './points/requests';
import { STREAM_POINTS } from './points/stream';
import { Session, type ProbeTimes } from './session';
import { unseen, type Point, type Sight } from './sight';
import { safe, seconds } from './words';

/** What fal’s documents leave open, in the order asked. The statuses are told last, of all that was asked. */
export const POINTS: readonly Point[] = [
  ...STREAM_POINTS,
  ...ENTRY_POINTS,
  ...FILTER_POINTS,
  ...APP_POINTS,
  ...REQUEST_POINTS,
  ...REFUSAL_POINTS,
];

export interface ProbeOptions extends ProbeTimes {
  readonly url: string;
  readonly key: string;
  readonly pauseMs: number;
  readonly answerWithinMs: number;
}

export interface Finding extends Sight {
  readonly point: Point;
}

/** About 70 are asked when all goes well. */
const MOST_CALLS = 90;

const quiet = (): undefined => undefined;

/**
 * Looks at each point. Only reads, one question at a time, and stops asking at the first 429.
 * @throws {FalError} when the key is none or fal cannot be reached: then there is nothing to see.
 */
export async function probe(
  options: ProbeOptions,
  tell: (finding: Finding) => void = quiet,
): Promise<readonly Finding[]> {
  const key = () => Promise.resolve(options.key);
  const client = createFalClient({ apiUrl: () => options.url, key, fetch, log: silentLog });
  await greet(client, options.answerWithinMs);

  const session = new Session(new Caller({ ...options, mostCalls: MOST_CALLS }), client, options);
  const findings: Finding[] = [];
  for (const point of POINTS) {
    const sight = await look(point, session);
    const finding = { point, verdict: sight.verdict, words: safe(sight.words, options.key) };
    findings.push(finding);
    tell(finding);
  }
  return findings;
}

/** @throws {FalError} */
async function greet(client: FalClient, withinMs: number): Promise<void> {
  try {
    const trial = await tryKey(client, AbortSignal.timeout(withinMs));
    const isHeard = trial.outcome === 'accepted' || trial.outcome === 'limited';
    // An answer of a form that we do not know is what there is to look at.
    if (!isHeard && trial.error.problem.kind !== 'unexpected') throw trial.error;
  } catch (error) {
    if (!isAbort(error)) throw error;
    throw new FalError({ kind: 'unreachable', what: `no answer within ${seconds(withinMs)}` }, error);
  }
}

async function look(point: Point, session: Session): Promise<Sight> {
  try {
    return await point.look(session);
  } catch (error) {
    if (error instanceof Enough) return unseen(`not asked: ${error.message}`);
    if (error instanceof FalError) return unseen(`the connection broke (${error.problem.kind})`);
    if (isAbort(error) || isTimeout(error)) return unseen('no answer in time');
    // Only its code: an error's words may quote what was sent.
    return unseen(
      `the connection broke (${/\b[A-Z][A-Z_]{3,30}\b/.exec(rootCause(error))?.[0] ?? 'no reason given'})`,
    );
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';
