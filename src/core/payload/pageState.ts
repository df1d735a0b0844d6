import * as v from 'valibot';
import { isSameRequest } from '../fal/types';
import { place, ref } from './view';

/** As much as is remembered of what a reader opened and closed in one payload. */
export const MAX_TOGGLED = 500;

const toggled = v.pipe(v.array(v.tuple([place, v.boolean()])), v.maxLength(MAX_TOGGLED));
const pageState = v.object({
  ref,
  /** What the reader opened and closed, in that order, by offset. */
  toggled: v.object({ input: toggled, output: toggled }),
  /** First row in sight. */
  firstRow: v.object({ input: place, output: place }),
  /** This panel stays with its request. */
  isKept: v.optional(v.boolean()),
});
export type PageState = v.InferOutput<typeof pageState>;
export type Toggled = PageState['toggled'];

/** What the page kept for itself over a reload; `undefined` when it cannot be used. */
export function readPageState(state: unknown): PageState | undefined {
  const read = v.safeParse(pageState, state);
  return read.success ? read.output : undefined;
}

/** Whether it was kept of this request, of the same account. */
export const isStateOf = (state: PageState | undefined, request: PageState['ref']): state is PageState =>
  isSameRequest(state?.ref, request);

/** Which request a caller names; `undefined` when it names none. */
export const readRef = (value: unknown): PageState['ref'] | undefined => {
  const read = v.safeParse(ref, value);
  return read.success ? read.output : undefined;
};
