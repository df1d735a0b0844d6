import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findInJson } from '../../../src/core/json/search';
import { pathOf } from '../../../src/core/json/valuePath';
import { anyString, indexOf, jsonText, rebuild } from './json';
import { runs } from '../../support/runs';

const find = async (text: string, query: string) => {
  const index = await indexOf(text);
  return (await findInJson(index, query)).map((start) => pathOf(index, start));
};

describe('finding in a payload', () => {
  it('looks into keys, strings and numbers, without regard to case', async () =>
    assert.deepEqual(await find('{"Seed":1,"a":{"b":"the SEED","c":[12345]},"x":true}', 'seed'), [
      'Seed',
      'a.b',
    ]));

  it('finds digits as sent, and words of JSON', async () => {
    assert.deepEqual(await find('{"a":196619188014358660,"b":[1.50]}', '4358660'), ['a']);
    assert.deepEqual(await find('[true,null,{"x":"null"}]', 'null'), ['[1]', '[2].x']);
  });

  it('finds what an escape means, and not how it is written', async () => {
    assert.deepEqual(await find('["caf\\u00e9","a\\nb","A\\/B"]', 'É'), ['[0]']);
    assert.deepEqual(await find('["caf\\u00e9"]', 'u00e9'), []);
    assert.deepEqual(await find('["a\\/b"]', 'a/b'), ['[0]']);
  });

  it('counts a row once, though key and value both hold it', async () =>
    assert.deepEqual(await find('{"cat":"a cat and a cat"}', 'cat'), ['cat']));

  it('finds what lies across the pieces of a long string', async () => {
    const long = `${'x'.repeat(65_530)}needle${'\\u0041'.repeat(12_000)}haystack`;
    assert.deepEqual(await find(`{"a":"${long}"}`, 'needleAAA'), ['a']);
    assert.deepEqual(await find(`{"a":"${long}"}`, 'Ahaystack'), ['a']);
    assert.deepEqual(await find(`{"a":"${long}"}`, 'absent'), []);
  });

  it('stops counting where nobody steps through any more', async () => {
    const text = `[${'1,'.repeat(30)}1]`;
    assert.equal((await findInJson(await indexOf(text), '1', undefined, 20)).length, 20);
  });

  it('ends when another search takes its place', async () => {
    const index = await indexOf('["x"]');
    await assert.rejects(findInJson(index, 'x', AbortSignal.abort()), { name: 'AbortError' });
  });

  it('finds every string there is', () =>
    fc.assert(
      fc.asyncProperty(jsonText(), anyString(), async (text, more) => {
        const index = await indexOf(`[${text},${JSON.stringify(more)}]`);
        if (more === '') return;
        const found = await findInJson(index, more);
        const values = found.map((start) => rebuild(index, index.valueAt(start)));
        assert.ok(values.includes(more), JSON.stringify(more));
      }),
      { numRuns: runs(30) },
    ));
});
