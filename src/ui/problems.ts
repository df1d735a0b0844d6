import { toError } from '../core/base/errors';
import type { Logger } from '../core/base/logger';
import { redact } from '../core/base/redact';
import { describeProblem, FalError, type Description, type NextStep } from '../core/fal/errors';
import { showError } from './messages';
import { chooseStep, takeStep } from './steps';

/** What was asked for is not there, or not yet: no defect. The message is whole sentences. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}

/** Any error as words and next steps; a defect of ours leads to the log. */
export function describeError(error: unknown): Description {
  if (error instanceof FalError) return describeProblem(error.problem);
  const message = redact(toError(error).message);
  return { message, steps: error instanceof NotThere ? ['retry'] : ['showLog'] };
}

/** Tells an error to a person, with its next steps as buttons; the one that they chose. */
export async function askStep(error: unknown, log: Logger): Promise<NextStep | undefined> {
  const { message, steps } = describeError(error);
  const isDefect = !(error instanceof FalError || error instanceof NotThere);
  log.error(isDefect ? (toError(error).stack ?? message) : message);
  return chooseStep(showError, message, steps);
}

/** Tells an error to a person, and does what they chose. */
export async function showProblem(error: unknown, retry: () => unknown, log: Logger): Promise<void> {
  const step = await askStep(error, log);
  if (step !== undefined) await takeStep(step, retry);
}
