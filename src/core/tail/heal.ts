import type { FalError } from '../fal/errors';

/** Whether time alone may mend it. The rest needs another key or another question. */
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
export const wishedWaitMs = (error: FalError | undefined): number | undefined =>
  error?.problem.kind === 'rateLimited' ? error.problem.retryAfterMs : undefined;
