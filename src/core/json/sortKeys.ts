import { Chunks } from '../base/chunks';
import type { JsonChild, JsonIndex, JsonValue } from './jsonIndex';
import { readString } from './strings';
import { runInSlices } from '../base/slices';

/** Sorting cannot be paused: larger objects keep their order. */
const MAX_SORTED = 20_000;
const VALUES_AT_ONCE = 1000;

interface Named {
  readonly name: string;
  readonly child: JsonChild;
}

interface Frame {
  children: Iterator<JsonChild, void>;
  readonly closing: string;
  isFirst: boolean;
  /** The children of an object, while they are gathered to be sorted. */
  gathered?: Named[];
}

/**
 * The same JSON with the keys of each object in order, so that two can be compared; digits, escapes and repeated keys
 * stay as sent, the repeated ones in their order.
 */
export async function sortKeys(index: JsonIndex, signal?: AbortSignal): Promise<string> {
  const sorter = new KeySorter(index);
  await runInSlices(() => sorter.advance(VALUES_AT_ONCE), signal);
  return sorter.finish();
}

class KeySorter {
  private readonly written = new Chunks();
  private readonly frames: Frame[] = [];

  constructor(private readonly index: JsonIndex) {
    this.put(index.root);
  }

  /** Writes or gathers so many values; true at the end. */
  advance(values: number): boolean {
    for (let done = 0; done < values; done += 1) {
      const frame = this.frames.at(-1);
      if (frame === undefined) return true;
      const next = frame.children.next();
      if (next.done === true) this.end(frame);
      else if (frame.gathered !== undefined) this.gather(frame.gathered, next.value);
      else this.write(frame, next.value);
    }
    return false;
  }

  finish(): Promise<string> {
    return this.written.finish();
  }

  private end(frame: Frame): void {
    if (frame.gathered === undefined) {
      this.written.put(frame.closing);
      this.frames.pop();
      return;
    }
    frame.gathered.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    frame.children = frame.gathered.map(({ child }) => child).values();
    frame.gathered = undefined;
  }

  private gather(gathered: Named[], child: JsonChild): void {
    const { key } = child;
    const name = key === undefined ? '' : readString(this.index.text.slice(key.start, key.end));
    gathered.push({ name, child });
  }

  private write(frame: Frame, { key, value }: JsonChild): void {
    if (!frame.isFirst) this.written.put(',');
    frame.isFirst = false;
    if (key !== undefined) this.written.put(`${this.index.text.slice(key.start, key.end)}:`);
    this.put(value);
  }

  private put(value: JsonValue): void {
    const { index, written } = this;
    if (value.count === 0) {
      written.put(index.text.slice(value.start, value.end));
      return;
    }
    const isObject = value.kind === 'object';
    written.put(isObject ? '{' : '[');
    this.frames.push({
      children: index.children(value),
      closing: isObject ? '}' : ']',
      isFirst: true,
      gathered: isObject && value.count <= MAX_SORTED ? [] : undefined,
    });
  }
}
