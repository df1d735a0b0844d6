import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { readCliProfiles } from '../../../src/core/key/cliProfiles';
import { FAKE_KEY } from '../../fake/keys';

describe('the profiles of the fal CLI', () => {
  it('are its tables with a key, the CLI’s own choice among them marked', () => {
    const profiles = readCliProfiles(
      [
        'check_updates = false',
        '[__internal__]',
        'profile = "work"',
        'key = "internal:secret"',
        '[work]',
        `key = "${FAKE_KEY}"`,
        'host = "api.alpha.fal.ai"',
        '["on my own"]',
        'key = "id:secret"',
        '[by-login]',
        'host = "api.alpha.fal.ai"',
        '[broken]',
        'key = "no key"',
        '[number]',
        'key = 7',
      ].join('\n'),
    );
    assert.deepEqual(profiles, [
      { name: 'work', key: FAKE_KEY, isDefault: true },
      { name: 'on my own', key: 'id:secret', isDefault: false },
    ]);
  });

  it('are chosen from by FAL_PROFILE before the file', () => {
    const toml = ['work', 'home'].map((name) => `[${name}]\nkey = "id:${name}"\n`).join('');
    const chosen = (internal: string, wanted?: string) =>
      readCliProfiles(internal + toml, wanted).flatMap(({ name, isDefault }) => (isDefault ? name : []));
    const inFile = '[__internal__]\nprofile = "work"\n';
    assert.deepEqual(chosen(inFile), ['work']);
    assert.deepEqual(chosen(inFile, 'home'), ['home']);
    assert.deepEqual(chosen(inFile, ''), ['work']);
    assert.deepEqual(chosen(inFile, 'gone'), []);
    assert.deepEqual(chosen('', 'home'), ['home']);
    assert.deepEqual(chosen(''), []);
  });

  it('are none in an empty file', () => assert.deepEqual(readCliProfiles(''), []));

  for (const broken of [
    `[work]\nkey = "${FAKE_KEY}`,
    `[work]\nkey = ${FAKE_KEY}`,
    `[work\nkey = "${FAKE_KEY}"`,
  ]) {
    it(`say where ${JSON.stringify(broken.slice(0, 14))}… is broken, and quote no key`, () => {
      assert.throws(
        () => readCliProfiles(broken),
        (error: Error) => {
          assert.match(error.message, /no valid TOML at line [12], column \d+/);
          assert.ok(!inspect(error, { depth: 9 }).includes(FAKE_KEY));
          return true;
        },
      );
    });
  }
});
