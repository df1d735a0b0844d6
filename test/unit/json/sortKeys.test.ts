import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sortKeys } from '../../../src/core/json/sortKeys';
import { indexOf, jsonText } from './json';
import { runs } from '../../support/runs';

const sorted = async (text: string) => sortKeys(await indexOf(text));

describe('keys in order, to compare two requests', () => {
  it('leave everything else as sent', async () =>
    assert.equal(
      await sorted('{ "b": [ {"z":1.50,"a":196619188014358660} ], "a": "\\u00e9", "10": {}, "9": [] }'),
      '{"10":{},"9":[],"a":"\\u00e9","b":[{"a":196619188014358660,"z":1.50}]}',
    ));

  it('keep repeated keys, in their order', async () =>
    assert.equal(await sorted('{"b":1,"a":2,"b":3}'), '{"a":2,"b":1,"b":3}'));

  it('go to any depth', async () => {
    const text = `${'{"b":1,"a":'.repeat(1000)}0${'}'.repeat(1000)}`;
    assert.ok((await sorted(text)).startsWith('{"a":{"a":'));
  });

  it('mean the same as before', () =>
    fc.assert(
      fc.asyncProperty(jsonText(), async (text) => {
        assert.deepEqual(JSON.parse(await sorted(text)), JSON.parse(text));
      }),
      { numRuns: runs(30) },
    ));
});
