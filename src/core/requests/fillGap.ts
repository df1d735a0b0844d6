import type { FalRequest } from '../fal/types';
import { ChunkedRows } from './chunkedRows';
import { countUntil } from './lettingGo';
import type { PageMark, Stretch } from './requestHistory';

interface GapPage {
  /** An unchanged one as the object that is loaded already. */
  readonly rows: readonly FalRequest[];
  /** The ids of those that were loaded before. */
  readonly loaded: ReadonlySet<string>;
  readonly more: PageMark | undefined;
}

/**
 * The stretch that a page leads on from and those below it, with the page in them, each row once. Where the page meets
 * some below, they are one from there on. It may begin with what stands at the end of the stretch above.
 */
export function fillGap(
  above: Stretch,
  { rows, loaded, more }: GapPage,
  below: readonly Stretch[],
): Stretch[] {
  const [top, end] = above.rows.splitAt(Math.max(0, above.rows.length - rows.length));
  const ran = [...top.splitAt(countUntil(top, ({ endedAt }) => endedAt !== undefined))[0]];
  const near = new Set([ran, end, ...below.map((stretch) => stretch.rows)].flatMap((each) => idsOf(each)));
  // What stands higher stays there, unless it ran, and so does what runs, which fal lists on top of whatever it tells.
  const page = rows.filter(
    ({ requestId, endedAt }) => !loaded.has(requestId) || (near.has(requestId) && endedAt !== undefined),
  );
  const met = below.findLastIndex((stretch) => meets(stretch, new Set(page)));
  const joined = below.slice(0, 1 + (more === undefined ? Math.max(met, 0) : met));
  const lower = joined.reduce((all, stretch) => all.concat(stretch.rows), ChunkedRows.of<FalRequest>([]));
  const { woven, reached } = weave([...end], page, [...lower]);
  const ended = new Set(idsOf(page));
  const running = ran.filter(({ requestId }) => !ended.has(requestId));
  const higher = running.length === ran.length ? top : top.replaceTop(ran.length, running);
  return [
    {
      rows: higher.append(woven).concat(lower.splitAt(reached)[1]),
      more: reached < lower.length ? joined.at(-1)?.more : more,
    },
    ...below.slice(joined.length).map((stretch) => leaveOut(stretch, page)),
  ];
}

/**
 * A page between rows, in its own order: fal records some late, between two that are loaded. What the page does not
 * hold stays below what it stood below, and what reads otherwise by now goes where the page has it.
 * @returns how many of the rows below are among them: the others follow.
 */
function weave(above: readonly FalRequest[], page: readonly FalRequest[], below: readonly FalRequest[]) {
  const places = new Map(page.map(({ requestId }, at) => [requestId, at]));
  const reached = below.findLastIndex(({ requestId }) => places.has(requestId)) + 1;
  const woven: FalRequest[] = [];
  let next = 0;
  for (const row of [...above, ...below.slice(0, reached)]) {
    const place = places.get(row.requestId);
    if (place === undefined) woven.push(row);
    else if (page[place] === row) {
      woven.push(...page.slice(next, place + 1));
      next = Math.max(next, place + 1);
    }
  }
  return { woven: [...woven, ...page.slice(next)], reached };
}

/** By a row that is what it was: one that has ended since stood elsewhere. */
function meets({ rows }: Stretch, page: ReadonlySet<FalRequest>): boolean {
  for (const row of rows) if (page.has(row)) return true;
  return false;
}

function leaveOut(stretch: Stretch, page: readonly FalRequest[]): Stretch {
  const ids = new Set(idsOf(page));
  const others = Array.from(stretch.rows).filter(({ requestId }) => !ids.has(requestId));
  const { length } = stretch.rows;
  return others.length === length ? stretch : { ...stretch, rows: stretch.rows.replaceTop(length, others) };
}

const idsOf = (rows: Iterable<FalRequest>): string[] => Array.from(rows, ({ requestId }) => requestId);
