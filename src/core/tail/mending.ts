import type { FalError, FalProblem } from '../fal/errors';

/** Whether time alone may mend it. The rest needs another key, another address or another question. */
export function canHeal({ problem }: FalError): boolean {
  switch (problem.kind) {
    case 'rateLimited':
    case 'unreachable':
    case 'unexpected':
      return true;
    case 'needsKey':
    case 'refused':
    case 'misconfigured':
      return false;
  }
}

/** How long fal itself asked to wait, milliseconds. */
export function wishedWaitMs(error: FalError | undefined): number | undefined {
  const problem = error?.problem;
  return problem?.kind === 'rateLimited' || problem?.kind === 'unreachable'
    ? problem.retryAfterMs
    : undefined;
}

/** Whether what ended a tail may be gone now that the person has changed something. */
export function mayBeMendedBy(change: 'key' | 'apiUrl', problem: FalProblem): boolean {
  switch (problem.kind) {
    case 'needsKey':
      return true;
    case 'refused':
      return problem.status === 403;
    case 'misconfigured':
      return change === 'apiUrl';
    case 'rateLimited':
    case 'unreachable':
    case 'unexpected':
      return false;
  }
}
