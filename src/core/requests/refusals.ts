import type { FalProblem } from '../fal/errors';

/** Enough to tell a key that may not ask at all from apps that are another’s. */
const TELLING = 8;

/** The apps about which fal does not answer this key: all of them, once several were refused and none was answered. */
export class Refusals {
  private readonly refused = new Set<string>();
  private isAnyAnswered = false;

  has(appId: string): boolean {
    return this.refused.has(appId) || (!this.isAnyAnswered && this.refused.size >= TELLING);
  }

  /** What is no refusal passes; so may a 404, which says that fal does not know the app, not that the key may not ask. */
  add(appId: string, problem: FalProblem): void {
    if (problem.kind === 'refused' && problem.status !== 404) this.refused.add(appId);
  }

  answered(): void {
    this.isAnyAnswered = true;
  }

  /** Someone wants to know whether it is so still. */
  forget(): void {
    this.refused.clear();
  }
}
