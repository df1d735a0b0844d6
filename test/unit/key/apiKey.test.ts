import assert from 'node:assert/strict';
import { extractKey, keyFromEnvironment, keyShapeProblem } from '../../../src/core/key/apiKey';

describe('a pasted key', () => {
  for (const pasted of [
    'id:secret',
    '  id:secret\n',
    '"id:secret"',
    "FAL_KEY='id:secret'",
    'export FAL_KEY=id:secret',
    'Key id:secret',
    'Authorization: Key id:secret',
  ]) {
    it(`is found in ${JSON.stringify(pasted)}`, () => {
      assert.equal(keyShapeProblem(pasted), undefined);
      assert.equal(extractKey(pasted), 'id:secret');
    });
  }

  for (const [pasted, words] of [
    ['', /Paste the key/],
    ['   ', /Paste the key/],
    ['only-an-id', /two parts/],
    ['id:', /two parts/],
    [':secret', /two parts/],
    ['a:b:c', /two parts/],
    ['id:sec ret', /no spaces/],
    ['id:sécret', /plain characters/],
  ] as const) {
    it(`is refused when it is ${JSON.stringify(pasted)}`, () =>
      assert.match(keyShapeProblem(pasted) ?? '', words));
  }
});

describe('a key of the environment', () => {
  for (const [env, key, variable] of [
    [{ FAL_KEY: 'a:b' }, 'a:b', 'FAL_KEY'],
    [{ FAL_KEY: 'Key id:secret' }, 'id:secret', 'FAL_KEY'],
    [{ FAL_KEY: '"a:b"\n' }, 'a:b', 'FAL_KEY'],
    [{ FAL_KEY: 'a:b', FAL_KEY_ID: 'c', FAL_KEY_SECRET: 'd' }, 'a:b', 'FAL_KEY'],
    [{ FAL_KEY_ID: 'c', FAL_KEY_SECRET: 'd' }, 'c:d', 'FAL_KEY_ID'],
    [{ FAL_KEY: 'nonsense', FAL_KEY_ID: 'c', FAL_KEY_SECRET: 'd' }, 'c:d', 'FAL_KEY_ID'],
    [{ FAL_KEY_ID: 'c' }, undefined, undefined],
    [{ FAL_KEY: '' }, undefined, undefined],
    [{}, undefined, undefined],
  ] as const) {
    it(`of ${JSON.stringify(env)} is ${key ?? 'none'}`, () => {
      const held = keyFromEnvironment(env);
      assert.equal(held?.key, key);
      assert.equal(held?.variable, variable);
    });
  }
});
