import {
  attachBranch,
  attachWay,
  detachBranch,
  findVisible,
  makeBranch,
  openAt,
  type Branch,
} from './branch';
import type { JsonChild, JsonIndex, JsonValue } from '../../json/jsonIndex';

/** One visible line of the tree: a value among its siblings. */
export interface TreeRow {
  readonly child: JsonChild;
  readonly level: number;
  /** How many siblings there are, itself among them. */
  readonly siblings: number;
  /** Number of the row of the container it lies in; `undefined` at the top. */
  readonly parentRow?: number;
  readonly isExpanded: boolean;
}

/** What is open when a payload is first shown: enough to read a usual one whole, never enough to bury its start. */
const OPEN_ROWS = 120;
const OPEN_LEVELS = 3;
const OPEN_CHILDREN = 40;

/** Where reading goes on in a branch once the branches below are through. */
interface Frame {
  readonly branch: Branch;
  /** Number of the branch's own row; -1 for the root, which has none. */
  readonly ownRow: number;
  nextIndex: number;
  nextOpen: number;
  children?: Iterator<JsonChild, void>;
}

/**
 * The rows of a JSON tree with some of its containers expanded, any window of them at the cost of that window.
 * The root container has no row of its own, as in VS Code's trees; a root that is no container, or an empty one, is
 * the only row.
 */
export class TreeRows {
  private readonly root: Branch;
  /** Closed again, by offset: what was open inside is open again when they are. */
  private readonly closed = new Map<number, Branch>();

  constructor(private readonly index: JsonIndex) {
    this.root = makeBranch(index.root, 0);
    this.openByDefault();
  }

  get total(): number {
    return Math.max(1, this.root.rows);
  }

  /** Fewer than `count` where the rows end. */
  rows(from: number, count: number): TreeRow[] {
    if (this.root.value.count === 0) return from === 0 && count > 0 ? [this.onlyRow()] : [];
    const frames = this.framesAt(from);
    const found: TreeRow[] = [];
    for (let frame = frames.at(-1); frame !== undefined && found.length < count; frame = frames.at(-1)) {
      frame.children ??= this.index.children(frame.branch.value, frame.nextIndex);
      const next = frame.children.next();
      if (next.done === true) {
        frames.pop();
        continue;
      }
      const below = frame.branch.open[frame.nextOpen];
      const isExpanded = below?.index === next.value.index;
      found.push(this.rowOf(frame, next.value, isExpanded));
      frame.nextIndex += 1;
      if (below === undefined || !isExpanded) continue;
      frame.nextOpen += 1;
      frames.push({ branch: below, ownRow: from + found.length - 1, nextIndex: 0, nextOpen: 0 });
    }
    return found;
  }

  /** Opens or closes the container that begins at `start`; nothing happens where none is visible. */
  toggle(start: number, isExpanded: boolean): void {
    const found = findVisible(this.index, this.root, start);
    if (found === undefined || found.child.value.count === 0) return;
    const { branch, child } = found;
    const below = openAt(branch, child.index);
    if (isExpanded === (below !== undefined)) return;
    if (below === undefined) attachBranch(branch, this.takeOrMake(branch, child));
    else {
      detachBranch(branch, below);
      this.closed.set(start, below);
    }
  }

  /** Closes every container; those that were open, the inner ones first. */
  closeAll(): readonly number[] {
    const found = [this.root];
    for (const { open } of found) for (const each of open) found.push(each);
    this.closed.clear();
    this.root.open.length = 0;
    this.root.rows = this.root.value.count;
    return found
      .slice(1)
      .reverse()
      .map(({ value }) => value.start);
  }

  /** Opens all that hides the value at `start`; its row, and what had to be opened. `undefined` where there is none. */
  reveal(start: number): { readonly row: number; readonly opened: readonly number[] } | undefined {
    const way = this.index.wayTo(start);
    if (way === undefined) return undefined;
    const opened = new Set<Branch>();
    let branch = this.root;
    let row = -1;
    for (const child of way) {
      row += 1 + rowsBefore(branch, child.index);
      if (child.value.start === start) break;
      const there = openAt(branch, child.index);
      branch = there ?? this.takeOrMake(branch, child);
      if (there === undefined) opened.add(branch);
    }
    attachWay(opened, branch);
    return { row: Math.max(0, row), opened: [...opened].map(({ value }) => value.start) };
  }

  /** The value shown at `start`, if one is. */
  find(start: number): JsonValue | undefined {
    if (start === this.index.root.start) return this.index.root;
    return findVisible(this.index, this.root, start)?.child.value;
  }

  private takeOrMake(branch: Branch, child: JsonChild): Branch {
    const { start } = child.value;
    const below = this.closed.get(start) ?? makeBranch(child.value, child.index, branch);
    this.closed.delete(start);
    return below;
  }

  private onlyRow(): TreeRow {
    return { child: { index: 0, value: this.index.root }, level: 1, siblings: 1, isExpanded: false };
  }

  private rowOf(frame: Frame, child: JsonChild, isExpanded: boolean): TreeRow {
    const { branch, ownRow } = frame;
    const parentRow = ownRow < 0 ? undefined : ownRow;
    return { child, level: branch.level, siblings: branch.value.count, parentRow, isExpanded };
  }

  /** Level by level, so that siblings are treated alike, until the first rows would be pushed out of sight. */
  private openByDefault(): void {
    let layer = [this.root];
    for (let level = 1; level <= OPEN_LEVELS && layer.length > 0; level += 1) {
      const below: Branch[] = [];
      for (const branch of layer) this.openSmallChildren(branch, below);
      layer = below;
    }
  }

  private openSmallChildren(branch: Branch, opened: Branch[]): void {
    let looked = 0;
    for (const child of this.index.children(branch.value)) {
      if ((looked += 1) > OPEN_CHILDREN) return;
      const { count } = child.value;
      if (count === 0 || count > OPEN_CHILDREN || this.root.rows + count > OPEN_ROWS) continue;
      const below = makeBranch(child.value, child.index, branch);
      attachBranch(branch, below);
      opened.push(below);
    }
  }

  /** The way down to row number `row`, each frame set to go on after the branch below it. */
  private framesAt(row: number): Frame[] {
    const frames: Frame[] = [];
    let branch: Branch | undefined = this.root;
    let ownRow = -1;
    while (branch !== undefined) {
      const { index, open, below, belowRow } = seek(branch, row - ownRow - 1);
      frames.push({ branch, ownRow, nextIndex: index, nextOpen: open });
      branch = below;
      ownRow += 1 + belowRow;
    }
    return frames;
  }
}

/** In `branch`, counted from its first row: the child at `row`, or the expanded child that the row lies in. */
function seek(branch: Branch, row: number) {
  let passed = 0;
  for (const [open, below] of branch.open.entries()) {
    const belowRow = below.index + passed;
    if (row <= belowRow) return { index: row - passed, open, belowRow: 0 };
    if (row <= belowRow + below.rows) return { index: below.index + 1, open: open + 1, below, belowRow };
    passed += below.rows;
  }
  return { index: row - passed, open: branch.open.length, belowRow: 0 };
}

/** How many rows of `branch` stand above its child of that number. */
const rowsBefore = (branch: Branch, index: number): number =>
  branch.open.reduce((rows, below) => (below.index < index ? rows + below.rows : rows), index);
