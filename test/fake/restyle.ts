import type { Behaviour } from './behaviour';
import { formatInstant, parseInstant } from './instant';
import type { LogRow } from './wire';

/** The row as the behaviour has it written: naive timestamps, levels in upper case. */
export function restyle(row: LogRow, { timestamps, levels }: Behaviour): LogRow {
  const at = timestamps === 'naive' ? parseInstant(row.timestamp) : undefined;
  return {
    ...row,
    ...(at === undefined ? {} : { timestamp: formatInstant(at, '') }),
    ...(levels === 'upperCase' ? { level: row.level.toUpperCase() } : {}),
  };
}
