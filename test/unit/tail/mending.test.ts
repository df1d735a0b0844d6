import assert from 'node:assert/strict';
import { FalError, type FalProblem } from '../../../src/core/fal/errors';
import { canHeal, mayBeMendedBy } from '../../../src/core/tail/mending';

const refused = (status: number): FalProblem => ({ kind: 'refused', status, falSays: '' });

describe('what may mend a tail that', () => {
  for (const [what, problem, ...by] of [
    ['has no key', { kind: 'needsKey', reason: 'none' }, 'key', 'apiUrl'],
    ['has a key that may not read', refused(403), 'key', 'apiUrl'],
    ['asks what fal does not understand', refused(422)],
    ['asks what fal does not have', refused(404)],
    [
      'has an address that cannot be used',
      { kind: 'misconfigured', setting: 'fal.apiUrl', what: '' },
      'apiUrl',
    ],
    ['asks too often', { kind: 'rateLimited' }, 'time'],
    ['cannot reach fal', { kind: 'unreachable', what: '' }, 'time'],
    ['gets another answer than it knows', { kind: 'unexpected', place: '', what: '' }, 'time'],
  ] as const satisfies readonly (readonly [string, FalProblem, ...string[]])[]) {
    it(`${what} is ${by.join(' or ') || 'nothing'}`, () => {
      assert.deepEqual(
        [
          ...(['key', 'apiUrl'] as const).filter((change) => mayBeMendedBy(change, problem)),
          ...(canHeal(new FalError(problem)) ? ['time'] : []),
        ],
        by,
      );
    });
  }
});
