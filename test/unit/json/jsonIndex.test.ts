import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indexJson } from '../../../src/core/json/jsonIndex';
import { JsonScanner } from '../../../src/core/json/scanner';
import { brokenText, indexOf, jsonText, rebuild } from './json';
import { runs } from '../../support/runs';

/** JSON.parse makes `__proto__` an own member, and so does Object.fromEntries. */
const plainly = (text: string): unknown => JSON.parse(text) as unknown;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false; // That it throws is the answer.
  }
};

describe('the index over JSON text', () => {
  it('finds in any JSON what JSON.parse finds', () =>
    fc.assert(
      fc.asyncProperty(jsonText(), async (text) => {
        const index = await indexOf(text);
        assert.deepEqual(rebuild(index, index.root), plainly(text));
      }),
      { numRuns: runs(50) },
    ));

  it('agrees with JSON.parse on what is JSON and what is not, and never throws', () =>
    fc.assert(
      fc.asyncProperty(brokenText(), async (text) => {
        const indexed = await indexJson(text);
        assert.equal(indexed.ok, isJson(text));
        if (!indexed.ok) assert.ok(indexed.fault.at >= 0 && indexed.fault.at <= text.length);
      }),
      { numRuns: runs(200) },
    ));

  it('keeps digits, key order and duplicate keys', async () => {
    const index = await indexOf('{"seed":196619188014358660,"2":1,"1":2,"seed":1e400}');
    const seen = [...index.children(index.root)].map(({ key, value }) => [
      index.text.slice(key?.start, key?.end),
      index.text.slice(value.start, value.end),
    ]);
    assert.deepEqual(seen, [
      ['"seed"', '196619188014358660'],
      ['"2"', '1'],
      ['"1"', '2'],
      ['"seed"', '1e400'],
    ]);
  });

  it('goes to any of many children, by a mark near it', async () => {
    const items = Array.from({ length: 13_000 }, (_, at) => `[${at},"x"]`);
    const index = await indexOf(`[${items.join(', ')}]`);
    assert.equal(index.root.count, 13_000);
    for (const from of [0, 63, 64, 65, 12_799, 12_999]) {
      const next = index.children(index.root, from).next();
      assert.ok(next.done !== true);
      assert.equal(next.value.index, from);
      assert.equal(index.text.slice(next.value.value.start, next.value.value.end), items[from]);
      assert.equal(index.childSpanning(index.root, next.value.value.start + 3)?.index, from);
    }
    assert.equal(index.children(index.root, 13_000).next().done, true);
  });

  it('reads 100,000 levels and says where it is deeper than that', async () => {
    const nested = '['.repeat(100_000) + ']'.repeat(100_000);
    assert.equal((await indexOf(nested)).deepest, 100_000);
    assert.deepEqual(await indexJson('['.repeat(100_001)), {
      ok: false,
      fault: { kind: 'tooDeep', at: 100_000 },
    });
  });

  it('knows how many characters a long string means', async () => {
    const index = await indexOf(`["${'\\u00e9\\n'.repeat(5000)}","\\u00e9"]`);
    const lengths = [...index.children(index.root)].map(({ value }) =>
      index.stringLength(value.start, value.end),
    );
    assert.deepEqual(lengths, [10_000, 1]);
  });

  it('reads no further at a stretch than it is told, in the middle of a string too', () => {
    const text = `["${'x'.repeat(500)}",${'1,'.repeat(250)}1]`;
    const scanner = new JsonScanner(text);
    let stretches = 1;
    while (!scanner.advance(10)) stretches += 1;
    assert.equal(scanner.fault, undefined);
    assert.ok(stretches >= text.length / 11, `${stretches} stretches for ${text.length} characters`);
  });

  it('is not made when nobody wants it any more', () =>
    assert.rejects(indexJson('[]', AbortSignal.abort()), { name: 'AbortError' }));

  const faultOf = async (text: string) => {
    const indexed = await indexJson(text);
    return indexed.ok ? 'none' : `${indexed.fault.kind} at ${indexed.fault.at}`;
  };

  it('says what is wrong and where', async () => {
    const cases: [string, string][] = [
      ['', 'empty at 0'],
      [' \n', 'empty at 2'],
      ['{"a":', 'ends at 5'],
      ['[1,2', 'ends at 4'],
      ['"ab', 'ends at 3'],
      ['"ab\\', 'ends at 3'],
      ['[1 2]', 'unexpected at 3'],
      ['[1,]', 'unexpected at 3'],
      ['{a:1}', 'unexpected at 1'],
      ['{"a" 1}', 'unexpected at 5'],
      ['[1}', 'unexpected at 2'],
      ['nul', 'unexpected at 0'],
      ['<html>', 'unexpected at 0'],
      ['01', 'trailing at 1'],
      ['{} {}', 'trailing at 3'],
      ['-', 'badNumber at 0'],
      ['[1.]', 'badNumber at 1'],
      ['"a\nb"', 'badString at 2'],
      ['"\\x"', 'badString at 1'],
    ];
    for (const [text, fault] of cases) assert.equal(await faultOf(text), fault, JSON.stringify(text));
  });
});
