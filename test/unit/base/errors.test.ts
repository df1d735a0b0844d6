import assert from 'node:assert/strict';
import { isAbort, rootCause, toError } from '../../../src/core/base/errors';

const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code });

describe('the words of an error', () => {
  for (const [what, thrown, words] of [
    ['are those of its innermost cause', new Error('fetch failed', { cause: new Error('socket') }), 'socket'],
    ['have its code, where they do not say it', coded('no route', 'EHOSTUNREACH'), 'no route (EHOSTUNREACH)'],
    ['say a code once', coded('connect ECONNREFUSED', 'ECONNREFUSED'), 'connect ECONNREFUSED'],
    ['are its code alone, where it has no others', coded('', 'ECONNRESET'), 'ECONNRESET'],
    ['are its name, where it has neither', new TypeError(''), 'TypeError'],
    [
      'are those of the first address that was tried',
      new Error('fetch failed', {
        cause: new AggregateError([coded('', 'ETIMEDOUT'), new Error('other')], ''),
      }),
      'ETIMEDOUT',
    ],
    [
      'are its own where it joins others under them',
      new AggregateError([new Error('a')], 'all failed'),
      'all failed',
    ],
    ['are the text that was thrown in place of an error', 'out of order', 'out of order'],
  ] as const) {
    it(what, () => {
      assert.equal(rootCause(thrown), words);
    });
  }

  it('do not run in circles', () => {
    const error = new Error('round');
    error.cause = error;
    assert.equal(rootCause(error), 'round');
  });
});

describe('an abort', () => {
  it('is known by its name, and a text is none', () => {
    assert.equal(isAbort(new DOMException('', 'AbortError')), true);
    assert.equal(isAbort(new Error('AbortError')), false);
    assert.equal(isAbort('AbortError'), false);
  });

  it('stays what it is as an error, and any other thing becomes one', () => {
    const error = new Error('x');
    assert.equal(toError(error), error);
    assert.deepEqual([toError(7).message, toError(7).cause], ['7', 7]);
  });
});
