import assert from 'node:assert/strict';
import { describeFault } from '../../../src/core/json/fault';
import { indexJson } from '../../../src/core/json/jsonIndex';

const told = async (text: string): Promise<string> => {
  const indexed = await indexJson(text);
  return indexed.ok ? 'It is JSON.' : describeFault(text, indexed.fault);
};

describe('a text that is not JSON', () => {
  for (const [what, text, words] of [
    ['is empty', ' ', 'This is not JSON: it is empty.'],
    ['breaks off', '{"a":\n [1,', 'This is not whole JSON: it breaks off at line 2, column 5.'],
    ['is something else', '<html>', 'This is not JSON: something else was expected at line 1, column 1.'],
    ['has a wrong escape', '[\n\n"\\x"]', 'This is not JSON: the string at line 3, column 2 is malformed.'],
    ['has a wrong number', '[1.]', 'This is not JSON: the number at line 1, column 2 is malformed.'],
    ['goes on', '{}\n{}', 'This is not JSON: more follows after its end at line 2, column 1.'],
    [
      'is too deep',
      '['.repeat(100_001),
      'This JSON is nested too deeply to be shown as a tree (line 1, column 100001).',
    ],
  ] as const) {
    it(`is told with its place where it ${what}`, async () => assert.equal(await told(text), words));
  }

  it('is told with its place below very many lines', async () =>
    assert.match(await told(`${'\n'.repeat(25_000)}x`), /line 25001, column 1\.$/));
});
