import type { Logger } from '../base/logger';
import type { FalClient } from '../fal/types';
import type { HealthQuestions } from './healthBook';

/** What the explorer needs of the world. */
export interface Questions extends HealthQuestions {
  readonly listApps: FalClient['listApps'];
  readonly listRequests: FalClient['listRequests'];
  /** The setting `fal.endpoints`. */
  readonly endpoints: () => readonly string[];
  readonly log: Logger;
}
