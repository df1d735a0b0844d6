import assert from 'node:assert/strict';
import {
  describeGone,
  findServing,
  isOneOfSeveral,
  nameOfAccount,
  revisionOf,
  type Holdings,
} from '../../../src/core/key/account';

const key = (id: string, name = '') => ({ id, name, key: 'id:secret', setAt: 7 });
const NONE: Holdings = { ring: [], mayReadCli: false, cliRevisions: new Map() };
const [first, team] = [key('first'), key('t', 'team')];

const said = (choice: string | undefined, holdings: Partial<Holdings>): string => {
  const serving = findServing(choice, { ...NONE, ...holdings });
  return serving.kind === 'account' ? serving.id : serving.kind;
};

describe('the account that serves', () => {
  for (const [choice, holdings, expected, because] of [
    [undefined, {}, 'none', 'there is no key'],
    [undefined, { ring: [first, team] }, 'stored:first', 'it is the first'],
    [
      undefined,
      { ring: [first], variable: 'FAL_KEY' },
      'stored:first',
      'a stored key goes before the environment',
    ],
    [undefined, { variable: 'FAL_KEY' }, 'environment:FAL_KEY', 'none is stored'],
    [undefined, { mayReadCli: true }, 'none', 'a key of the fal CLI serves only where it was chosen'],
    ['stored:t', { ring: [first, team] }, 'stored:t', 'it was chosen'],
    ['environment:FAL_KEY', { ring: [first], variable: 'FAL_KEY' }, 'environment:FAL_KEY', 'it was chosen'],
    ['cli:work', { ring: [first], mayReadCli: true }, 'cli:work', 'it was chosen'],
    ['stored:t', { ring: [first] }, 'gone', 'no other takes the place of the one that was removed'],
    ['cli:work', { ring: [first] }, 'gone', 'the fal CLI may not be asked any more'],
    ['environment:FAL_KEY', { ring: [first] }, 'gone', 'the variable is not set any more'],
    ['nonsense', { ring: [first] }, 'gone', 'what was remembered names none'],
    [
      'stored:t',
      { variable: 'FAL_KEY' },
      'environment:FAL_KEY',
      'where none is stored, the environment serves',
    ],
    ['stored:t', {}, 'none', 'there is no key left'],
  ] as const) {
    it(`is ${expected} where ${String(choice)} was chosen: ${because}`, () =>
      assert.equal(said(choice, holdings), expected));
  }

  it('needs no name where it is the only one, or serves by itself', () => {
    const isNamed = (choice: string | undefined, more: Partial<Holdings>) => {
      const holdings = { ...NONE, ...more };
      return isOneOfSeveral(findServing(choice, holdings), holdings);
    };
    assert.equal(isNamed(undefined, {}), false);
    assert.equal(isNamed(undefined, { ring: [first], variable: 'FAL_KEY' }), false);
    assert.equal(isNamed('environment:FAL_KEY', { ring: [first], variable: 'FAL_KEY' }), true);
    assert.equal(isNamed(undefined, { ring: [first, team] }), true);
    assert.equal(isNamed('cli:work', { mayReadCli: true }), true);
  });
});

describe('an account', () => {
  const holdings: Holdings = { ...NONE, ring: [first, team], variable: 'FAL_KEY', mayReadCli: true };

  it('is called as it was named, by its variable, or by its profile', () => {
    const ids = [
      'stored:first',
      'stored:t',
      'stored:x',
      'environment:FAL_KEY',
      'cli:work',
      'sample:data',
      'nonsense',
    ];
    assert.deepEqual(
      ids.map((id) => nameOfAccount(id, holdings)),
      ['Default', 'team', 'removed account', 'FAL_KEY', 'work (fal CLI)', 'Sample data', 'removed account'],
    );
  });

  it('has changed when its key was set again, went or came, and not when another’s was', () => {
    const isOther = (id: string, after: Partial<Holdings>) =>
      revisionOf(id, holdings) !== revisionOf(id, { ...holdings, ...after });
    assert.ok(isOther('stored:t', { ring: [first, { ...team, setAt: 8 }] }));
    assert.ok(isOther('stored:t', { ring: [first] }));
    assert.ok(isOther('cli:work', { mayReadCli: false }));
    assert.ok(isOther('cli:work', { cliRevisions: new Map([['work', 1]]) }));
    assert.ok(!isOther('cli:work', { cliRevisions: new Map([['home', 1]]) }));
    assert.ok(isOther('environment:FAL_KEY', { variable: 'FAL_KEY_ID' }));
    assert.ok(!isOther('stored:t', { ring: [team], mayReadCli: false }));
    assert.ok(!isOther('stored:t', { ring: [first, { ...team, name: 'crew' }] }));
    assert.ok(!isOther('sample:data', { ring: [], variable: undefined, mayReadCli: false }));
    assert.ok(!isOther('nonsense', { ring: [], variable: undefined, mayReadCli: false }));
  });

  it('says what became of it', () => {
    assert.match(describeGone('stored:t'), /was removed/);
    assert.match(describeGone('environment:FAL_KEY'), /environment/);
    assert.match(describeGone('cli:work'), /fal CLI/);
    assert.match(describeGone('sample:data'), /sample data/);
    assert.match(describeGone('nonsense'), /was removed/);
  });
});
