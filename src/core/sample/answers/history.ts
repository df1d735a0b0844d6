import { formatInstant, parseInstant, type Micros } from '../instant';
import type { LogRow } from '../wire';
import type { KeptLog, World } from '../world';
import { logFilter } from './logFilter';
import { invalid, type Params } from './params';

export const DAY_MICROS = 24 * 60 * 60 * 1_000_000;

/** How fal's history may answer beside the usual way. */
export interface HistoryWays {
  /** Entries younger than this are not there yet. */
  readonly lagMs?: number;
  /** The next page begins with the entries of the cursor's own instant once more. */
  readonly cursor?: 'inclusive';
}

/** `POST /serverless/logs/history`: newest first, and the cursor is the time of a page's last entry. */
export function answerHistory(
  world: World,
  params: Params,
  body: string,
  ways: HistoryWays = {},
  write: (row: LogRow) => LogRow = (row) => row,
): string {
  const nowMicros = world.now() * 1000;
  const limit = params.integer('limit', 1, 1000) ?? 100;
  const start = params.instant('start') ?? nowMicros - DAY_MICROS;
  const end = params.instant('end');
  const isWanted = logFilter(params, body);
  const isBefore = isBeforeCursor(params.text('cursor'), ways.cursor);
  const newest = nowMicros - (ways.lagMs ?? 0) * 1000;
  const isVisible = ({ at }: KeptLog) => ways.lagMs === undefined || at <= newest;
  const matching = world.logs.filter(
    (log) =>
      log.at >= start &&
      (end === undefined || log.at < end) &&
      isBefore(log.at) &&
      isVisible(log) &&
      isWanted(log),
  );
  const { page, more } = newestPage(matching, limit, ways.cursor === 'inclusive');
  const last = page.at(-1);
  return JSON.stringify({
    items: page.map(({ row }) => write(row)),
    next_cursor: more && last ? formatInstant(last.at) : null,
    has_more: more,
  });
}

function isBeforeCursor(cursor: string | undefined, form: HistoryWays['cursor']): (at: Micros) => boolean {
  if (cursor === undefined) return () => true;
  const border = parseInstant(cursor);
  if (border === undefined) throw invalid('cursor', 'is a cursor of an earlier page');
  return form === 'inclusive' ? (at) => at <= border : (at) => at < border;
}

/** An exclusive cursor would lose the rest of an instant, so there a page ends between instants where it can. */
function newestPage(logs: readonly KeptLog[], limit: number, mayCutInstants: boolean) {
  const newestFirst = [...logs].reverse();
  const page = newestFirst.slice(0, limit);
  const next = newestFirst[limit];
  if (next && !mayCutInstants) {
    const whole = page.findLastIndex(({ at }) => at !== next.at) + 1;
    if (whole > 0) page.length = whole;
  }
  return { page, more: next !== undefined };
}
