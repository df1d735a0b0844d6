import type { JsonIndex, JsonValue } from './jsonIndex';
import { readString } from './strings';

/** The way to the value that begins at `start`, as JavaScript and Python would write it: `images[0].url`. */
export function pathOf(index: JsonIndex, start: number): string | undefined {
  return index
    .wayTo(start)
    ?.map(({ key, index: number }) =>
      key === undefined ? number : readString(index.text.slice(key.start, key.end)),
    )
    .reduce<string>(addStep, '');
}

export function addStep(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)) return `${path}[${JSON.stringify(step)}]`;
  return path === '' ? step : `${path}.${step}`;
}

/** Where a field is in a payload. */
export interface Place {
  /** Offset of the value, or of the innermost there is on the way to it; `undefined` where that is the whole. */
  readonly at?: number;
  readonly isWhole: boolean;
  /** It may be there all the same: not all the fields were looked at among which it would be. */
  readonly isUnsure?: boolean;
}

/** Looking for a key costs a walk over its siblings. */
const MAX_SIBLINGS = 5000;
/** No field lies so deep; a name with more dots is none. */
const MAX_DOTS = 50;

/**
 * Finds a field by its steps. A step with dots may stand for several, as fal writes `input.image_urls`; a step that
 * leads nowhere may be no field but a type that pydantic tried, as in `image_size.ImageSize.width`. Of equal keys the
 * last holds.
 */
export function findField(index: JsonIndex, steps: readonly (string | number)[]): Place {
  let value = index.root;
  const end = (isWhole: boolean, isGivenUp = false): Place => {
    const at = value === index.root ? undefined : value.start;
    const isUnsure = isGivenUp || (!isWhole && value.kind === 'object' && value.count > MAX_SIBLINGS);
    return { at, isWhole, ...(isUnsure && { isUnsure }) };
  };
  const left = [...steps];
  for (let step = left.shift(); step !== undefined; step = left.shift()) {
    const child = findChild(index, value, step);
    const [after] = left;
    if (child !== undefined) value = child;
    else if (value !== index.root && value.kind !== 'object' && value.kind !== 'array') return end(true);
    else if (typeof step === 'string' && step.includes('.')) {
      const parts = step.split('.', MAX_DOTS + 2);
      if (parts.length > MAX_DOTS + 1) return end(false, true);
      left.unshift(...parts);
    } else if (after === undefined || findChild(index, value, after) === undefined) return end(false);
  }
  return end(true);
}

/** By key or by number; of equal keys the last holds, as in Python, which reads what fal’s models send. */
export function findChild(
  index: JsonIndex,
  container: JsonValue,
  step: string | number,
): JsonValue | undefined {
  if (container.count === 0) return undefined;
  const isList = container.kind === 'array';
  const number = typeof step === 'number' ? step : /^\d{1,9}$/.test(step) ? Number(step) : -1;
  if (isList) return number < 0 ? undefined : index.children(container, number).next().value?.value;
  let found: JsonValue | undefined;
  let looked = 0;
  for (const { key, value } of index.children(container)) {
    if ((looked += 1) > MAX_SIBLINGS) break;
    if (key !== undefined && readString(index.text.slice(key.start, key.end)) === String(step)) found = value;
  }
  return found;
}
