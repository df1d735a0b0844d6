import type { Micros } from '../instant';
import type { KeptLog, World } from '../world';
import { DAY_MICROS } from './history';
import { logFilter } from './logFilter';
import type { Params } from './params';

/** What `POST /serverless/logs/stream` asks for. */
export interface Followed {
  readonly start: Micros;
  readonly end?: Micros;
  /** By the filters and the end. */
  readonly isWanted: (log: KeptLog) => boolean;
}

/** @throws {Refusal} */
export function readFollowed(world: World, params: Params, body: string): Followed {
  const start = params.instant('start') ?? world.now() * 1000 - DAY_MICROS;
  const end = params.instant('end');
  const matches = logFilter(params, body);
  return { start, end, isWanted: (log) => matches(log) && (end === undefined || log.at < end) };
}
