import { FalError, type FalProblem } from '../../src/core/fal/errors';

/** The problem that a question ends on. */
export async function problemOf(question: Promise<unknown>): Promise<FalProblem> {
  try {
    await question;
  } catch (error) {
    if (error instanceof FalError) return error.problem;
    throw error;
  }
  throw new Error('The question was answered.');
}
