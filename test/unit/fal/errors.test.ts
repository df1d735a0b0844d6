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
      'fal refused the question (422). Check the filter, or what the command was given. fal says: “bad app_id” (fal’s id for this: req_1)',
    );
    assert.deepEqual(steps, ['retry', 'showLog']);
  });

  it('says only what it knows', () => {
    assert.equal(
      describeProblem({ kind: 'refused', status: 400, falSays: '' }).message,
      'fal refused the question (400). Check the filter, or what the command was given.',
    );
  });

  it('names the presets that would do, where the key may not', () => {
    const forbidden = { kind: 'refused', status: 403, falSays: '' } as const;
    assert.match(describeProblem(forbidden).message, /Read-only or Full/);
    assert.match(describeProblem({ ...forbidden, needs: 'admin' }).message, /preset Full can/);
    assert.match(describeProblem({ ...forbidden, status: 404 }).message, /no such thing/);
  });

  for (const [status, words] of [
    [400, /Check the filter, or what the command was given\.$/],
    [404, /\(404\)\. Check the name of the app or endpoint, and whether this key’s account owns it\.$/],
    [409, /\(409\)\. Try again; if it stays so, ask fal’s support\.$/],
    [422, /Check the filter, or what the command was given\.$/],
  ] as const) {
    it(`of ${status} says what to do, and offers it`, () => {
      const { message, steps } = describeProblem({ kind: 'refused', status, falSays: '' });
      assert.match(message, words);
      assert.deepEqual(steps, ['retry', 'showLog']);
    });
  }

  it('in the middle of a stream is quoted, and no fault of the network', () => {
    const falSays = 'Log backend is not available';
    assert.equal(
      describeProblem({ kind: 'unreachable', what: 'event: error', falSays }).message,
      'fal broke off with an error. Try again in a moment. fal says: “Log backend is not available”',
    );
  });

  it('says how long to wait, where fal does', () => {
    assert.match(describeProblem({ kind: 'rateLimited', retryAfterMs: 1_200 }).message, /in 2 s\.$/);
    assert.match(describeProblem({ kind: 'rateLimited' }).message, /in a minute\.$/);
  });
});
