import assert from 'node:assert/strict';
import fc from 'fast-check';
import { closeJson } from '../../../src/core/json/closeJson';
import { runs } from '../../support/runs';
import { jsonText } from './json';

describe('the beginning of JSON, closed', () => {
  for (const [beginning, closed, open] of [
    ['{"a": {"b": [1, 2', '{"a": {"b": [1]}}', 3],
    ['{"a": {"b": [1, 2,', '{"a": {"b": [1, 2]}}', 3],
    ['{"a": "so far', '{"a": "so far"}', 1],
    ['{"a": "\\ud83d\\ud', '{"a": "\\ud83d"}', 1],
    ['{"a": "\\\\\\', '{"a": "\\\\"}', 1],
    ['{"a": 1, "b', '{"a": 1}', 1],
    ['{"a": 1, "b": tr', '{"a": 1}', 1],
    ['{"a', '{}', 1],
    ['[[], {', '[[], {}]', 2],
    ['"words', '"words"', 0],
    ['[1] ', '[1]', 0],
    ['', '', 0],
    ['12', '', 0],
  ] as const)
    it(`${beginning || 'nothing'} is ${closed || 'nothing'}`, () =>
      assert.deepEqual(closeJson(beginning), { text: closed, open }));

  it('is JSON, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.tuple(jsonText(), jsonText()), ([one, other]) => {
        const text = `{"one": [${one}, ${other}], "other": ${other}}`;
        for (let end = 1; end <= text.length; end++) JSON.parse(closeJson(text.slice(0, end)).text);
        assert.equal(closeJson(text).text, text);
      }),
      { numRuns: runs(2) },
    );
  });

  it('begins as it began, and holds all that is whole', () => {
    const items = Array.from({ length: 50 }, (_, at) => at + 0.5);
    const text = JSON.stringify({ items });
    const { text: closed } = closeJson(text.slice(0, text.indexOf('30.5') + 4));
    assert.deepEqual(JSON.parse(closed), { items: items.slice(0, 30) });
  });
});
