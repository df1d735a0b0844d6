import assert from 'node:assert/strict';
import { describeProblem, nameProblem, type FalProblem } from '../../../src/core/fal/errors';

describe('a problem named in few words', () => {
  for (const [problem, words] of [
    [{ kind: 'unreachable', what: 'reset' }, 'reset'],
    [{ kind: 'unreachable', what: '502', falSays: '' }, '502'],
    [{ kind: 'unreachable', what: '502', falSays: 'Bad gateway' }, '502: Bad gateway'],
    [{ kind: 'rateLimited' }, 'fal limits how often this key may ask'],
    [{ kind: 'unexpected', place: 'items.0', what: 'expected string' }, 'items.0: expected string'],
    [{ kind: 'needsKey', reason: 'none' }, 'No fal API key is set.'],
  ] as const satisfies readonly (readonly [FalProblem, string])[]) {
    it(`is “${words}”`, () => {
      assert.equal(nameProblem(problem), words);
    });
  }
});

describe('a refusal', () => {
  it('says its status, fal’s words and fal’s id for it', () => {
    const { message, steps } = describeProblem({
      kind: 'refused',
      status: 422,
      falSays: 'bad app_id',
      falRequestId: 'req_1',
    });
    assert.equal(
      message,
      'fal refused the question (422). fal says: “bad app_id” (fal’s id for this: req_1)',
    );
    assert.deepEqual(steps, []);
  });

  it('says only what it knows', () => {
    assert.equal(
      describeProblem({ kind: 'refused', status: 400, falSays: '' }).message,
      'fal refused the question (400).',
    );
  });

  it('names the presets that would do, where the key may not', () => {
    const forbidden = { kind: 'refused', status: 403, falSays: '' } as const;
    assert.match(describeProblem(forbidden).message, /Read-only or Full/);
    assert.match(describeProblem({ ...forbidden, needs: 'admin' }).message, /preset Full can/);
    assert.match(describeProblem({ ...forbidden, status: 404 }).message, /no such thing/);
  });

  it('says how long to wait, where fal does', () => {
    assert.match(describeProblem({ kind: 'rateLimited', retryAfterMs: 1_200 }).message, /in 2 s\.$/);
    assert.match(describeProblem({ kind: 'rateLimited' }).message, /in a minute\.$/);
  });
});
