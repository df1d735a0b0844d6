import type { JsonChild, JsonIndex, JsonValue } from './jsonIndex';
import { readString } from './jsonString';
import { runInSlices } from './slices';

/** Sorting cannot be paused: larger objects keep their order. */
const MAX_SORTED = 20_000;
const VALUES_AT_ONCE = 1000;

interface Frame {
  readonly children: Iterator<JsonChild, void>;
  readonly closing: string;
  isFirst: boolean;
}

/**
 * The same JSON with the keys of each object in order, so that two can be compared; digits, escapes and repeated keys
 * stay as sent, the repeated ones in their order.
 */
export async function sortKeys(index: JsonIndex, signal?: AbortSignal): Promise<string> {
  const pieces: string[] = [];
  const frames: Frame[] = [];
  const put = (value: JsonValue): void => {
    if (value.count === 0) {
      pieces.push(index.text.slice(value.start, value.end));
      return;
    }
    const isObject = value.kind === 'object';
    pieces.push(isObject ? '{' : '[');
    const children = isObject ? sortChildren(index, value) : index.children(value);
    frames.push({ children, closing: isObject ? '}' : ']', isFirst: true });
  };
  const step = (): boolean => {
    for (let done = 0; done < VALUES_AT_ONCE; done += 1) {
      const frame = frames.at(-1);
      if (frame === undefined) return true;
      const next = frame.children.next();
      if (next.done === true) {
        pieces.push(frame.closing);
        frames.pop();
        continue;
      }
      if (!frame.isFirst) pieces.push(',');
      frame.isFirst = false;
      const { key, value } = next.value;
      if (key !== undefined) pieces.push(index.text.slice(key.start, key.end), ':');
      put(value);
    }
    return false;
  };
  put(index.root);
  await runInSlices(step, signal);
  return pieces.join('');
}

function sortChildren(index: JsonIndex, object: JsonValue): Iterator<JsonChild, void> {
  if (object.count > MAX_SORTED) return index.children(object);
  const named = [...index.children(object)].map((child) => ({
    name: child.key === undefined ? '' : readString(index.text.slice(child.key.start, child.key.end)),
    child,
  }));
  named.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return named.map(({ child }) => child).values();
}
