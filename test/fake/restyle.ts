import { formatInstant, parseInstant } from '../../src/core/sample/instant';
import type { LogRow } from '../../src/core/sample/wire';
import type { Behaviour } from './behaviour';

/** The row as the behaviour has it written: naive timestamps, levels in upper case. */
export function restyle(row: LogRow, { timestamps, levels }: Behaviour): LogRow {
  const at = timestamps === 'naive' ? parseInstant(row.timestamp) : undefined;
  return {
    ...row,
    ...(at === undefined ? {} : { timestamp: formatInstant(at, '') }),
    ...(levels === 'upperCase' ? { level: row.level.toUpperCase() } : {}),
  };
}
