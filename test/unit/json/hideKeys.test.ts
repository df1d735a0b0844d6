import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hideKeys } from '../../../src/core/json/hideKeys';
import { prettyPrint } from '../../../src/core/json/prettyPrint';
import { runs } from '../../support/runs';
import { JSON_KEYS, jsonWithKeys, withoutKeys } from './keysInJson';

const KEY = 'id-1:5ecret/of"a\\key';
const hidden = (json: string, keys: readonly string[] = [KEY]) => hideKeys(json, keys);
const pretty = async (json: string): Promise<string> => (await prettyPrint(json)).text;

describe('a key in JSON', () => {
  const escaped = Array.from(KEY, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`).join(
    '',
  );
  for (const [name, json, safe] of [
    ['is hidden in a value', JSON.stringify(`a ${KEY} b`), '"a [key hidden] b"'],
    ['is hidden by its secret half alone', JSON.stringify(KEY.slice(5)), '"[key hidden]"'],
    ['is hidden as a name', `{${JSON.stringify(KEY)}:1}`, '{"[key hidden]":1}'],
    ['is hidden though it is written in escapes', `"${escaped}"`, '"[key hidden]"'],
    [
      'is hidden though they are in capitals',
      `"${escaped.toUpperCase().replaceAll('U', 'u')}"`,
      '"[key hidden]"',
    ],
    ['is hidden behind a backslash', JSON.stringify(`\\${KEY}`), '"\\\\[key hidden]"'],
  ] as const) {
    it(name, async () => assert.equal(await hidden(json), safe));
  }

  it('that begins with a letter of an escape leaves the escape whole', async () => {
    const secret = 'b0d9c8b7a6';
    assert.equal(
      await hidden(`["\\${secret}", "\\\\${secret}"]`, [`id:${secret}`]),
      `["\\${secret}", "\\\\[key hidden]"]`,
    );
    const digits = '00e9f1c2a9e';
    assert.equal(await hidden(`"\\u${digits} ${digits}"`, [`id:${digits}`]), `"\\u${digits} [key hidden]"`);
  });

  it('of digits alone changes no number', async () => {
    const json = '{"a":123456789,"b":[1.123456780,12345678],"12345678":"12345678,","c":",12345678,\\""}';
    for (const text of [json, await pretty(json)]) {
      const { a, b, ...others } = JSON.parse(await hidden(text, ['id:12345678'])) as Record<string, unknown>;
      assert.deepEqual([a, b], [123456789, [1.12345678, 12345678]]);
      assert.deepEqual(others, { '[key hidden]': '[key hidden],', c: ',[key hidden],"' });
    }
  });

  it('is looked for only where one is known', async () => {
    const prompt = 'A Roman Standard Bearer charging into battle, Key lighting:dramatic shadows';
    assert.equal(await hidden(JSON.stringify(prompt)), JSON.stringify(prompt));
    assert.equal(await hidden('"as it was"', ['']), '"as it was"');
  });

  it('is hidden in any JSON as in the texts that this means, and nothing else changes', () =>
    fc.assert(
      fc.asyncProperty(jsonWithKeys(), async (json) => {
        for (const text of [json, await pretty(json)])
          assert.deepEqual(JSON.parse(await hidden(text, JSON_KEYS)), withoutKeys(JSON.parse(json)));
      }),
      { numRuns: runs(25) },
    ));
});
