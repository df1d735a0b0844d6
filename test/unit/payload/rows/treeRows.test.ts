import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TreeRows } from '../../../../src/core/payload/rows/treeRows';
import { indexOf, jsonText } from '../../json/json';
import { runs } from '../../../support/runs';

/** The rows as a person would see them: indentation, mark, key, value. */
async function treeOf(text: string) {
  const index = await indexOf(text);
  const tree = new TreeRows(index);
  const draw = (from = 0, count = tree.total) =>
    tree.rows(from, count).map(({ child, level, isExpanded }) => {
      const { key, value } = child;
      const mark = value.count === 0 ? ' ' : isExpanded ? 'v' : '>';
      const name = key === undefined ? String(child.index) : index.text.slice(key.start, key.end);
      const held = value.count === 0 ? index.text.slice(value.start, value.end) : `(${value.count})`;
      return `${'  '.repeat(level - 1)}${mark} ${name}: ${held}`;
    });
  return { tree, draw, at: (piece: string) => text.indexOf(piece) };
}

const array = (count: number, item: (at: number) => string) =>
  `[${Array.from({ length: count }, (_, at) => item(at)).join(',')}]`;

describe('the rows of a payload', () => {
  it('show a usual output whole', async () => {
    const { draw } = await treeOf('{"images":[{"url":"u","width":1}],"seed":9007199254740993,"none":[]}');
    assert.deepEqual(draw(), [
      'v "images": (1)',
      '  v 0: (2)',
      '      "url": "u"',
      '      "width": 1',
      '  "seed": 9007199254740993',
      '  "none": []',
    ]);
  });

  it('are one row where the payload is no container, or an empty one', async () => {
    assert.deepEqual((await treeOf(' "text" ')).draw(), ['  0: "text"']);
    assert.deepEqual((await treeOf('{ }')).draw(), ['  0: { }']);
    assert.deepEqual((await treeOf('{ }')).draw(1, 1), []);
  });

  it('open and close, and remember what was open inside', async () => {
    const { tree, draw, at } = await treeOf('{"a":{"b":{"c":1}},"d":2}');
    for (let times = 0; times < 2; times++) tree.toggle(at('{"b"'), false);
    assert.deepEqual(draw(), ['> "a": (1)', '  "d": 2']);
    tree.toggle(at('{"c"'), false);
    tree.toggle(at('{"b"'), true);
    assert.deepEqual(draw(), ['v "a": (1)', '  v "b": (1)', '      "c": 1', '  "d": 2']);
  });

  it('keep long containers closed', async () => {
    const { draw, tree, at } = await treeOf(`{"few":[1],"many":${array(500, String)}}`);
    assert.deepEqual(draw(), ['v "few": (1)', '    0: 1', '> "many": (500)']);
    tree.toggle(at('[0'), true);
    assert.equal(tree.total, 503);
    assert.deepEqual(draw(300, 1), ['    297: 297']);
  });

  it('show any window of 20,000 items with some of them open', async () => {
    const { draw, tree, at } = await treeOf(array(20_000, (item) => `{"n":${item}}`));
    for (const item of [7, 10_000, 10_001]) tree.toggle(at(`{"n":${item}}`), true);
    assert.equal(tree.total, 20_003);
    assert.deepEqual(draw(10_001, 4), ['v 10000: (1)', '    "n": 10000', 'v 10001: (1)', '    "n": 10001']);
  });

  it('know the row that each lies in', async () => {
    const { tree } = await treeOf('[[1],[2,[3]]]');
    assert.deepEqual(
      tree.rows(0, 9).map(({ parentRow }) => parentRow ?? 'top'),
      ['top', 0, 'top', 2, 2, 4],
    );
  });

  it('go down 1,000 of 3,000 levels one by one', async () => {
    const depth = 3000;
    const { tree } = await treeOf('[1,'.repeat(depth) + '1' + ']'.repeat(depth));
    const opened = 1000;
    for (let level = 1; level < opened; level += 1) tree.toggle(3 * level, true);
    assert.equal(tree.total, 2 * opened);
    assert.equal(tree.rows(tree.total - 1, 1)[0]?.level, opened);
  });

  it('take any number for a place without harm', async () => {
    const { tree, draw } = await treeOf('{"a":[1]}');
    const before = draw();
    for (const place of [-1, 0, 2, 6, 999, Number.MAX_SAFE_INTEGER]) {
      tree.toggle(place, true);
      assert.equal(tree.find(place)?.start, place === 0 || place === 6 ? place : undefined);
    }
    assert.deepEqual(draw(), before);
    assert.deepEqual(draw(50, 10), []);
  });

  it('are the same in windows as in one piece, whatever is open', () =>
    fc.assert(
      fc.asyncProperty(
        jsonText(),
        fc.array(fc.nat(40)),
        fc.integer({ min: 1, max: 9 }),
        async (text, toggles, size) => {
          const { tree, draw } = await treeOf(text);
          for (const toggle of toggles) {
            const row = tree.rows(toggle % tree.total, 1)[0];
            if (row !== undefined) tree.toggle(row.child.value.start, !row.isExpanded);
          }
          const whole = draw();
          assert.equal(whole.length, tree.total);
          const pieces = Array.from({ length: Math.ceil(tree.total / size) }, (_, at) =>
            draw(at * size, size),
          );
          assert.deepEqual(pieces.flat(), whole);
        },
      ),
      { numRuns: runs(30) },
    ));
});
