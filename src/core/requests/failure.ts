import { rootCause } from '../base/errors';
import { hasPassed } from '../base/hasPassed';
import { FalError, type FalProblem } from '../fal/errors';

/** What a question of ours ended in. */
export interface Failure {
  readonly problem: FalProblem;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Where fal limits us: nothing is asked by itself before then. */
  readonly quietUntil?: number;
}

export type Limit = Failure & { readonly quietUntil: number };

export const isLimit = (failure: Failure | undefined): failure is Limit => failure?.quietUntil !== undefined;

export const isInForce = ({ at, quietUntil }: Limit, now: number): boolean =>
  !hasPassed(quietUntil - at, at, now);

/** fal gives no figure with most of its 429s. */
const QUIET_MS = 60_000;

export function toFailure(error: unknown, at: number): Failure {
  const problem = problemOf(error);
  if (problem.kind !== 'rateLimited') return { problem, at };
  return { problem, at, quietUntil: at + (problem.retryAfterMs ?? QUIET_MS) };
}

const problemOf = (error: unknown): FalProblem =>
  error instanceof FalError
    ? error.problem
    : { kind: 'unexpected', place: 'requests', what: rootCause(error) };
