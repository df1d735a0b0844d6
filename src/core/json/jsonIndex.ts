import { CLOSE_BRACE, CLOSE_BRACKET, COMMA } from './chars';
import type { JsonFault } from './fault';
import { JsonScanner } from './scanner';
import { kindAt, measureContainer, scalarEnd, skipSpace, stringEnd, type JsonKind } from './walk';
import { MARK_EVERY, type Landmark } from './landmark';
import { runInSlices } from '../base/slices';

/** About 5 ms of scanning. */
const SLICE_LENGTH = 1 << 18;

/** A value by its place; `text.slice(start, end)` is it, exactly as sent. */
export interface JsonValue {
  readonly kind: JsonKind;
  readonly start: number;
  readonly end: number;
  /** Children of a container; 0 for everything else. */
  readonly count: number;
}

export interface JsonChild {
  readonly index: number;
  /** The key's token with its quotes; only in objects. */
  readonly key?: { readonly start: number; readonly end: number };
  readonly value: JsonValue;
}

export type IndexedJson =
  { readonly ok: true; readonly index: JsonIndex } | { readonly ok: false; readonly fault: JsonFault };

/** Checks `text` and notes its landmarks, in slices; its values are found only when asked for. */
export async function indexJson(text: string, signal?: AbortSignal): Promise<IndexedJson> {
  const scanner = new JsonScanner(text);
  await runInSlices(() => scanner.advance(SLICE_LENGTH), signal);
  if (scanner.fault !== undefined) return { ok: false, fault: scanner.fault };
  return { ok: true, index: new JsonIndex(text, scanner.rootStart, scanner.deepest, scanner.landmarks) };
}

/**
 * Finds values in a JSON text by offset. Its memory grows with the number of long values, not with the text,
 * and no answer reads more than about 64 short values to reach its place.
 */
export class JsonIndex {
  readonly root: JsonValue;

  constructor(
    readonly text: string,
    rootStart: number,
    /** How many containers lie within one another at most. */
    readonly deepest: number,
    private readonly landmarks: ReadonlyMap<number, Landmark>,
  ) {
    this.root = this.valueAt(rootStart);
  }

  /** The children of `container` from number `from` on, found one by one as they are taken. */
  *children(container: JsonValue, from = 0): Generator<JsonChild, void> {
    const marks = this.landmarks.get(container.start)?.marks ?? [];
    const marked = Math.min(Math.floor(from / MARK_EVERY), marks.length);
    let at = marks[marked - 1] ?? container.start + 1;
    for (let index = marked * MARK_EVERY; ; index += 1) {
      at = skipSpace(this.text, at);
      const char = this.text.charCodeAt(at);
      if (char === CLOSE_BRACE || char === CLOSE_BRACKET || at >= container.end) return;
      const child = this.childAt(container, index, at);
      if (index >= from) yield child;
      at = skipSpace(this.text, child.value.end);
      if (this.text.charCodeAt(at) === COMMA) at += 1;
    }
  }

  /** The child whose value spans `offset`. Any number may be asked for; most lie in no child. */
  childSpanning(container: JsonValue, offset: number): JsonChild | undefined {
    if (container.count === 0 || offset <= container.start || offset >= container.end) return undefined;
    const marks = this.landmarks.get(container.start)?.marks ?? [];
    for (const child of this.children(container, countUpTo(marks, offset) * MARK_EVERY)) {
      if (offset < child.value.start) return undefined;
      if (offset < child.value.end) return child;
    }
    return undefined;
  }

  /** How many characters the string value or key at `start` has once its escapes are resolved. */
  stringLength(start: number, end: number): number {
    const known = this.landmarks.get(start)?.count;
    if (known !== undefined) return known;
    const decoded: unknown = JSON.parse(this.text.slice(start, end));
    return typeof decoded === 'string' ? decoded.length : 0;
  }

  /** The way down to the value that begins at `start`, the root left out; `undefined` where none begins there. */
  wayTo(start: number): readonly JsonChild[] | undefined {
    const way: JsonChild[] = [];
    for (let at = this.root; at.start !== start;) {
      const child = this.childSpanning(at, start);
      if (child === undefined) return undefined;
      way.push(child);
      at = child.value;
    }
    return way;
  }

  /** Just past the string that begins at `start`; reads no long one again. */
  endOfString(start: number): number {
    return this.landmarks.get(start)?.end ?? stringEnd(this.text, start);
  }

  private childAt(container: JsonValue, index: number, at: number): JsonChild {
    if (container.kind === 'array') return { index, value: this.valueAt(at) };
    const key = { start: at, end: this.endOfString(at) };
    const colon = skipSpace(this.text, key.end);
    return { index, key, value: this.valueAt(skipSpace(this.text, colon + 1)) };
  }

  /** The value that begins at `start`, where one does. */
  valueAt(start: number): JsonValue {
    const kind = kindAt(this.text, start);
    const landmark = this.landmarks.get(start);
    if (kind === 'object' || kind === 'array')
      return { kind, start, ...pickSpan(landmark ?? measureContainer(this.text, start)) };
    const end = kind === 'string' ? this.endOfString(start) : (landmark?.end ?? scalarEnd(this.text, start));
    return { kind, start, end, count: 0 };
  }
}

const pickSpan = ({ end, count }: { readonly end: number; readonly count: number }) => ({ end, count });

/** How many of the ascending `marks` are at most `offset`. */
function countUpTo(marks: readonly number[], offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
