import { runInSlices } from '../../base/slices';
import type { JsonIndex } from '../../json/jsonIndex';
import { findField, pathOf, type Place } from '../../json/valuePath';
import { sayShortly, type Problem } from './failure';

/** A problem with the place of its field in the input. */
export type Placed = Problem & { readonly place?: Place };

/** Problems with the way to each field; one after the other, for looking up a field may take a while. */
export async function placeProblems(
  problems: readonly Problem[],
  input: JsonIndex | undefined,
  signal?: AbortSignal,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  const step = (): boolean => {
    const problem = problems[placed.length];
    if (problem === undefined) return true;
    placed.push(placeOrLeave(problem, input));
    return false;
  };
  await runInSlices(step, signal);
  return placed;
}

function placeOrLeave(problem: Problem, input: JsonIndex | undefined): Placed {
  try {
    return placeProblem(problem, input);
  } catch {
    return problem; // Its words are worth more than its place, and the request more than both.
  }
}

function placeProblem(problem: Problem, input: JsonIndex | undefined): Placed {
  const { steps } = problem;
  if (steps === undefined || input === undefined) return problem;
  const place = findField(input, steps);
  // As the input has it: fal names the types that it tried, too.
  const field = place.isWhole && place.at !== undefined ? pathOf(input, place.at) : undefined;
  return { ...problem, field: field === undefined ? problem.field : sayShortly(field), place };
}
