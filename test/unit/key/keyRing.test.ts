import assert from 'node:assert/strict';
import { idOfNext, nameProblem, removeKey, renameKey, setKey } from '../../../src/core/key/changeRing';
import { readRing, writeRing, type KeyRing } from '../../../src/core/key/keyRing';

const one = setKey([], 'first', 'id:secret', '', 1);
const two = setKey(one, 'b', 'id2:secret2', 'team', 2);

describe('the ring of stored keys', () => {
  for (const ring of [one, two]) {
    it(`of ${ring.length} is read as it was written`, () =>
      assert.deepEqual(readRing(writeRing(ring)), ring));
  }

  it('is nothing to store when it is empty', () => {
    assert.equal(writeRing(removeKey(one, 'first')), undefined);
    assert.deepEqual(readRing(undefined), []);
  });

  it('is a key alone, as it was pasted', () => {
    assert.deepEqual(readRing('Key id:secret'), [{ id: 'first', name: '', key: 'id:secret', setAt: 0 }]);
  });

  for (const secret of ['', 'nonsense', '{"keys":', '{"keys":{}}', '{"other":[]}', '{"a":"b"}']) {
    it(`holds nothing where the secret is ${JSON.stringify(secret)}`, () =>
      assert.deepEqual(readRing(secret), []));
  }

  it('passes over what is no key, and keeps the rest', () => {
    const [kept] = one;
    const keys = [{ ...kept, key: 'no key' }, null, { ...kept, id: '' }, { name: 'x' }, kept];
    assert.deepEqual(readRing(JSON.stringify({ keys })), one);
  });

  it('keeps an account’s name and place when its key changes, and says that it changed', () => {
    const changed = setKey(two, 'b', 'id3:secret3', '', 2);
    assert.deepEqual(changed, [...one, { id: 'b', name: 'team', key: 'id3:secret3', setAt: 3 }]);
  });

  it('renames and removes one, and leaves the others', () => {
    const names = (ring: KeyRing) => ring.map(({ name }) => name);
    assert.deepEqual(names(renameKey(two, 'first', 'own')), ['own', 'team']);
    assert.deepEqual(names(removeKey(two, 'first')), ['team']);
  });

  it('gives each further account an id that none had', () => {
    const ids = Array.from({ length: 50 }, () => idOfNext());
    assert.equal(new Set([...ids, 'first']).size, 51);
  });
});

describe('an account’s name', () => {
  for (const [name, words] of [
    [' ', /Give it a name/],
    ['id:secret', /looks like the key/],
    ['export FAL_KEY=id:secret', /looks like the key/],
    ['x'.repeat(41), /at most 40/],
    ['two\nlines', /plain characters/],
    ['TEAM', /Another account/],
    ['default', /Another account/],
    ['fal_key', /Another account/],
    ['Sample data', /Another account/],
  ] as const) {
    it(`is not ${JSON.stringify(name)}`, () => assert.match(nameProblem(name, two) ?? '', words));
  }

  it('may be any other, its own among them', () => {
    assert.equal(nameProblem('personal', two), undefined);
    assert.equal(nameProblem('Team', two, 'b'), undefined);
  });
});
