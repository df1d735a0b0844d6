import assert from 'node:assert/strict';
import type { Asked } from '../fake/asked';
import type { FakeFal } from '../fake/fakeFal';
import { isSpecThere, requestFollowsSpec } from '../fake/spec';

/** After each test of a suite, holds to fal’s document whatever was asked in it. */
export function holdToSpec(fal: () => FakeFal): void {
  const held = new WeakSet<Asked>();
  afterEach('what was asked follows fal’s document', () => {
    if (!isSpecThere()) return;
    const asked = fal().asked.filter((each) => !held.has(each));
    for (const each of asked) held.add(each);
    assert.deepEqual(asked.flatMap(requestFollowsSpec), []);
  });
}
