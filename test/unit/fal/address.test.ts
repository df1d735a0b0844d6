import assert from 'node:assert/strict';
import { parseApiUrl } from '../../../src/core/fal/address';
import { FalError } from '../../../src/core/fal/errors';

describe('the setting fal.apiUrl', () => {
  for (const [setting, base] of [
    ['https://api.fal.ai/v1', 'https://api.fal.ai/v1'],
    [' https://api.fal.ai/v1// ', 'https://api.fal.ai/v1'],
    ['https://fal.example', 'https://fal.example'],
    ['http://localhost:8080/v1', 'http://localhost:8080/v1'],
    ['http://127.0.0.1/v1', 'http://127.0.0.1/v1'],
    ['http://[::1]/v1', 'http://[::1]/v1'],
  ] as const) {
    it(`is taken where it is “${setting}”`, () => assert.equal(parseApiUrl(setting), base));
  }

  for (const [what, setting] of [
    ['names a user', 'https://me@fal.example/v1'],
    ['holds a password', 'https://:secret@fal.example/v1'],
    ['holds a query', 'https://fal.example/v1?to=evil.example'],
    ['holds a mark that a query or a fragment follows', 'https://fal.example/v1?'],
    ['holds such a mark of a fragment', 'https://fal.example/v1#'],
    ['holds a fragment', 'https://fal.example/v1#top'],
    ['is plain http to another computer', 'http://fal.example/v1'],
    ['is plain http to a name that begins like this computer’s', 'http://localhost.evil.example/v1'],
    ['is of another kind', 'ftp://fal.example/v1'],
    ['is no address', 'fal.example'],
  ] as const) {
    it(`is refused where it ${what}`, () =>
      assert.throws(
        () => parseApiUrl(setting),
        (error) => error instanceof FalError && error.problem.kind === 'misconfigured',
      ));
  }
});
