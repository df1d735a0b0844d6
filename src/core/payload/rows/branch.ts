import type { JsonChild, JsonIndex, JsonValue } from '../../json/jsonIndex';

/** An expanded container. Only these are remembered: what is collapsed costs nothing. */
export interface Branch {
  readonly value: JsonValue;
  /** Depth of its children, counted from 1. */
  readonly level: number;
  /** Its number among its siblings. */
  readonly index: number;
  readonly parent?: Branch;
  /** Expanded children, in order. */
  readonly open: Branch[];
  /** Rows that it shows below its own row. */
  rows: number;
}

export const makeBranch = (value: JsonValue, index: number, parent?: Branch): Branch => ({
  value,
  level: parent === undefined ? 1 : parent.level + 1,
  index,
  parent,
  open: [],
  rows: value.count,
});

/** Puts `branch` among its parent's expanded children and gives its rows to all above. */
export function attachBranch(parent: Branch, branch: Branch): void {
  insertBranch(parent, branch);
  addRows(parent, branch.rows);
}

/**
 * Puts each branch of a way down into the one before it, and gives rows upwards once: one by one, each would walk all
 * the way up again, which takes half a second at 10,000 levels.
 * @param deepest where the way ends.
 */
export function attachWay(way: ReadonlySet<Branch>, deepest: Branch): void {
  let added = 0;
  for (let each: Branch | undefined = deepest; each !== undefined; each = each.parent) {
    each.rows += added;
    if (!way.has(each) || each.parent === undefined) continue;
    insertBranch(each.parent, each);
    added = each.rows;
  }
}

export function detachBranch(parent: Branch, branch: Branch): void {
  parent.open.splice(parent.open.indexOf(branch), 1);
  addRows(parent, -branch.rows);
}

function insertBranch(parent: Branch, branch: Branch): void {
  const before = parent.open.findIndex((each) => each.index > branch.index);
  parent.open.splice(before < 0 ? parent.open.length : before, 0, branch);
}

function addRows(from: Branch, rows: number): void {
  for (let each: Branch | undefined = from; each !== undefined; each = each.parent) each.rows += rows;
}

/** The expanded child of that number. */
export const openAt = ({ open }: Branch, index: number): Branch | undefined =>
  open.find((each) => each.index === index);

/** The visible value that begins at `start`, with the branch it lies in. Any number may be asked for. */
export function findVisible(
  index: JsonIndex,
  root: Branch,
  start: number,
): { readonly branch: Branch; readonly child: JsonChild } | undefined {
  let branch = root;
  for (let below: Branch | undefined = root; below !== undefined; below = openSpanning(branch, start))
    branch = below;
  const child = index.childSpanning(branch.value, start);
  return child?.value.start === start ? { branch, child } : undefined;
}

/** The expanded child of `branch` within which `start` lies; expanded children stand in the order of the text. */
function openSpanning({ open }: Branch, start: number): Branch | undefined {
  let low = 0;
  let high = open.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((open[middle]?.value.start ?? Infinity) < start) low = middle + 1;
    else high = middle;
  }
  const before = open[low - 1];
  return before !== undefined && start < before.value.end ? before : undefined;
}
