import assert from 'node:assert/strict';
import fc from 'fast-check';
import { prettyPrint } from '../../../src/core/json/prettyPrint';
import { brokenText, jsonText } from './json';

const tokens = (text: string): string[] => text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gsu) ?? [];

describe('pretty-printing', () => {
  it('lays JSON out as JSON.stringify does', async () => {
    const value = { a: [1, { b: [] }], c: {}, d: 'x\n"y"' };
    assert.equal((await prettyPrint(JSON.stringify(value))).text, JSON.stringify(value, undefined, 2));
  });

  it('leaves digits, order, duplicates and escapes as they were sent', async () => {
    const { text } = await prettyPrint('{"b":1.0,"a":196619188014358660,"b":"\\u00e9"}');
    assert.equal(text, '{\n  "b": 1.0,\n  "a": 196619188014358660,\n  "b": "\\u00e9"\n}');
  });

  it('means the same and keeps every token', () =>
    fc.assert(
      fc.asyncProperty(jsonText(), async (text) => {
        const pretty = await prettyPrint(text);
        assert.deepEqual(tokens(pretty.text), tokens(text));
        assert.deepEqual(JSON.parse(pretty.text), JSON.parse(text));
      }),
      { numRuns: 100 },
    ));

  it('gives back as it came what is not JSON', () =>
    fc.assert(
      fc.asyncProperty(brokenText(), async (text) => {
        const pretty = await prettyPrint(text);
        if (!pretty.ok) assert.equal(pretty.text, text);
      }),
      { numRuns: 200 },
    ));

  it('does not drown 10,000 levels in indentation', async () => {
    const { text } = await prettyPrint('['.repeat(10_000) + ']'.repeat(10_000));
    assert.ok(text.length < 3_000_000, String(text.length));
  });
});
