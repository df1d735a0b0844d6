import type { FalError, FalProblem, NextStep } from '../fal/errors';

export interface TailProblemsOptions {
  /** Tells the error to a person; resolves to the step that they chose. */
  readonly askStep: (error: FalError) => Promise<NextStep | undefined>;
  /** Resolves when it is done, to whether an account was chosen meanwhile, which serves then. */
  readonly takeStep: (step: NextStep, retry: () => unknown, account: string) => Promise<boolean>;
}

/** What one tail does after a step. */
export interface Recovery {
  readonly retry: () => unknown;
  /** The person chose the account to use. */
  readonly afterChoice: () => unknown;
}

/** Tells what ended tails: once, though one key that was revoked ends many. */
export class TailProblems {
  /** What is being told, and the tails that it ended. */
  private readonly told = new Map<string, Recovery[]>();

  constructor(private readonly options: TailProblemsOptions) {}

  async tell(account: string, error: FalError, recovery: Recovery): Promise<void> {
    const about = `${account} ${nameOf(error.problem)}`;
    const others = this.told.get(about);
    if (others !== undefined) {
      others.push(recovery);
      return;
    }
    const ended = [recovery];
    this.told.set(about, ended);
    const { askStep, takeStep } = this.options;
    // What fails from here on is told anew.
    const step = await askStep(error).finally(() => this.told.delete(about));
    if (step === undefined) return;
    const hasChosen = await takeStep(step, () => ended.forEach(({ retry }) => retry()), account);
    if (hasChosen) ended.forEach(({ afterChoice }) => afterChoice());
  }
}

/** Without the words of fal’s, which quote an id of their own each time. */
const nameOf = (problem: FalProblem): string =>
  problem.kind === 'refused' && problem.status === 403
    ? '403'
    : problem.kind === 'needsKey'
      ? `${problem.kind} ${problem.reason}`
      : JSON.stringify(problem);
