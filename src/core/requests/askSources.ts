import { FalError, type FalProblem } from '../fal/errors';
import type { FalRequest, Page, RequestSource } from '../fal/types';

export interface SourceAnswer {
  readonly source: RequestSource;
  readonly page: Page<FalRequest>;
  /** Why the likeliest source did not answer. */
  readonly passedOver?: FalProblem;
}

/**
 * Asks the likeliest source first. Where that one refuses, or has nothing, the other may know the requests:
 * ownership cannot be told from an id.
 */
export async function askSources(
  sources: readonly RequestSource[],
  ask: (source: RequestSource) => Promise<Page<FalRequest>>,
): Promise<SourceAnswer> {
  let answer: SourceAnswer | undefined;
  let refusal: FalError | undefined;
  for (const source of sources) {
    try {
      const page = await ask(source);
      if (page.items.length > 0) return { source, page, passedOver: refusal?.problem };
      answer ??= { source, page, passedOver: refusal?.problem };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refusal ??= error;
    }
  }
  if (answer !== undefined) return answer;
  throw refusal ?? new Error('no source');
}

const isRefusal = (error: unknown): error is FalError =>
  error instanceof FalError &&
  error.problem.kind === 'refused' &&
  (error.problem.status === 403 || error.problem.status === 404);
