import type { Logger } from '../base/logger';
import type { FalClient } from '../fal/types';

/** What the explorer needs of the world. */
export interface Questions {
  readonly listApps: FalClient['listApps'];
  readonly listRequests: FalClient['listRequests'];
  /** The setting `fal.endpoints`. */
  readonly endpoints: () => readonly string[];
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Logger;
}
