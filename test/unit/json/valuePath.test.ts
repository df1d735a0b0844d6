import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TreeRows } from '../../../src/core/payload/rows/treeRows';
import { findField, pathOf } from '../../../src/core/json/valuePath';
import { indexOf, jsonText } from './json';
import { runs } from '../../support/runs';

describe('the way to a value', () => {
  const text = '{"a":{"b c":[10,{"d":1}]},"ü":2,"0":3,"q\\"":4}';
  const cases: [string, string][] = [
    ['10', 'a["b c"][0]'],
    ['1}', 'a["b c"][1].d'],
    ['2,', 'ü'],
    ['3,', '["0"]'],
    ['4}', '["q\\""]'],
    ['{"a"', ''],
  ];
  for (const [token, path] of cases)
    it(`to ${token} is “${path}”`, async () =>
      assert.equal(pathOf(await indexOf(text), text.indexOf(token)), path));

  it('leads nowhere from where no value begins', async () => {
    const index = await indexOf(text);
    for (const at of [1, 6, 9999]) assert.equal(pathOf(index, at), undefined);
  });
});

describe('a field of the input', () => {
  const find = async (text: string, steps: (string | number)[]) => {
    const index = await indexOf(text);
    const { at, isWhole, isUnsure } = findField(index, steps);
    const token = at === undefined ? 'the whole' : index.text.slice(at, index.valueAt(at).end);
    return isWhole ? token : isUnsure === true ? `${token}, unsure` : `${token}, not whole`;
  };
  const nested = (levels: number): string => '{"a":'.repeat(levels) + '7' + '}'.repeat(levels);
  const dotted = (levels: number): string => Array.from({ length: levels }, () => 'a').join('.');
  const cases: [string, string, (string | number)[], string][] = [
    ['is found by its steps', '{"a":[{"b":1},{"b":2}]}', ['a', 1, 'b'], '2'],
    ['may be named with dots', '{"input":{"image_urls":[7]}}', ['input.image_urls', 0], '7'],
    ['may have dots in its name', '{"a.b":1,"a":{"b":2}}', ['a.b'], '1'],
    ['is the last of equal ones', '{"a":1,"a":2}', ['a'], '2'],
    ['may be absent: then what it would lie in is found', '{"a":{"b":1}}', ['a', 'c'], '{"b":1}, not whole'],
    ['may be absent at the top', '{"a":1}', ['prompt'], 'the whole, not whole'],
    ['is no prototype’s', '{}', ['__proto__'], 'the whole, not whole'],
    ['may be numbered in words', '{"a":[7,8]}', ['a', '1'], '8'],
    ['has no name within a list', '{"a":[7]}', ['a', 'b'], '[7], not whole'],
    ['is the whole where no step is named', '{"a":1}', [], 'the whole'],
    ['is not looked for among thousands', `{${'"x":1,'.repeat(5000)}"a":1}`, ['a'], 'the whole, unsure'],
    ['is found behind a type that was tried', '{"size":{"width":9}}', ['size', 'ImageSize', 'width'], '9'],
    ['is found before the types that were tried', '{"size":"big"}', ['size', 'literal[x]', 'y'], '"big"'],
    ['is not found in a payload that is no container', '"big"', ['prompt'], 'the whole, not whole'],
    [
      'is not looked for where its name has thousands of dots',
      '{"a":1}',
      ['a.'.repeat(130_000)],
      'the whole, unsure',
    ],
    ['may be named with as many dots as there are levels', nested(51), [dotted(51)], '7'],
    ['is given up one level further', `{"b":${nested(52)}}`, ['b', dotted(52)], `${nested(52)}, unsure`],
    ['is nothing beyond a list’s end', '{"a":[1]}', ['a', 5], '[1], not whole'],
  ];
  for (const [name, text, steps, found] of cases)
    it(name, async () => assert.equal(await find(text, steps), found));
});

describe('uncovering a value', () => {
  it('opens what hides it and tells its row', async () => {
    const items = Array.from({ length: 100 }, (_, at) => `{"at":[${at}]}`).join();
    const text = `{"items":[${items}],"last":1}`;
    const tree = new TreeRows(await indexOf(text));
    const { row = -1, opened = [] } = tree.reveal(text.indexOf('[57]') + 1) ?? {};
    assert.equal(opened.length, 3);
    assert.equal(tree.rows(row, 1)[0]?.child.value.start, text.indexOf('[57]') + 1);
    assert.deepEqual(tree.reveal(text.indexOf('[57]') + 1)?.opened, []);
    assert.equal(tree.reveal(3), undefined);
  });

  it('is not slower for each level once more: the innermost of 60,000 comes at once', async function () {
    // Level by level all the way up it would be two thousand million steps.
    this.timeout(4_000);
    const depth = 60_000;
    const tree = new TreeRows(await indexOf('['.repeat(depth) + '7' + ']'.repeat(depth)));
    const { row, opened = [] } = tree.reveal(depth) ?? {};
    assert.deepEqual([row, tree.total], [depth - 1, depth]);
    assert.ok(opened.length > depth - 10);
    assert.equal(tree.rows(depth - 1, 1)[0]?.level, depth);
  });

  it('keeps what was open inside what was closed', async () => {
    const text = '{"a":{"b":{"c":1,"d":[2]}},"e":3}';
    const tree = new TreeRows(await indexOf(text));
    const total = tree.total;
    tree.toggle(text.indexOf('{"c"'), false);
    tree.toggle(text.indexOf('{"b"'), false);
    assert.deepEqual(tree.reveal(text.indexOf('1,')), {
      row: 2,
      opened: [text.indexOf('{"b"'), text.indexOf('{"c"')],
    });
    tree.toggle(text.indexOf('[2'), true);
    assert.equal(tree.total, Math.max(total, 6));
  });

  it('finds the row of any value in any payload', () =>
    fc.assert(
      fc.asyncProperty(jsonText(), fc.nat(), async (text, pick) => {
        const index = await indexOf(`[${text},[[1],{"a":{"b":${text}}}]]`);
        const starts = [...index.children(index.root)].flatMap(({ value }) => [
          value.start,
          ...(value.count === 0 ? [] : [...index.children(value)].map((child) => child.value.start)),
        ]);
        const start = starts[pick % starts.length] ?? 0;
        const tree = new TreeRows(index);
        const revealed = tree.reveal(start);
        assert.ok(revealed);
        assert.equal(tree.rows(revealed.row, 1)[0]?.child.value.start, start);
      }),
      { numRuns: runs(30) },
    ));
});
