import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { blockOf, type ShownEntry } from '../../../src/core/tail/lineBlock';
import { LineWindow } from '../../../src/core/tail/lineWindow';

const lines = (texts: string): ShownEntry[] =>
  texts.split(' ').map((text) => ({ time: Number.parseInt(text), text: `${text}\n` }));

describe('the lines a channel keeps', () => {
  it('are all, until there are half too many; then the last ones', () => {
    const window = new LineWindow(() => 4);
    assert.equal(window.add(blockOf(lines('1 2 3'))), false);
    assert.equal(window.add(blockOf(lines('4 5 6'))), false);
    assert.equal(window.add(blockOf(lines('7'))), true);
    assert.equal(window.text(), '4\n5\n6\n7\n');
    assert.equal(window.dropped, 3);
  });

  it('are fewer where they are long', () => {
    const window = new LineWindow(() => 20_000);
    const long = `${'a'.repeat(999_999)}\n`;
    const isOver = Array.from({ length: 10 }, () => window.add(blockOf([{ time: 0, text: long }])));
    assert.equal(isOver.indexOf(true), 9, 'at the tenth million of characters');
    assert.equal(window.text().length, 6_000_000);
    assert.equal(window.dropped, 4);
  });

  it('keep an entry of many lines whole', () => {
    const window = new LineWindow(() => 3);
    window.add(
      blockOf([
        { time: 1, text: 'a\n' },
        { time: 2, text: 'b\n  b\n  b\n  b\n' },
      ]),
    );
    assert.equal(window.text(), 'b\n  b\n  b\n  b\n');
    assert.equal(window.dropped, 1);
  });

  it('take late ones in where they belong', () => {
    const window = new LineWindow(() => 10);
    window.add(blockOf(lines('1 3 3 5')));
    window.insert(lines('3b 0 4'));
    assert.equal(window.text().replaceAll('\n', ' '), '0 1 3 3 3b 4 5 ');
  });

  it('follow the setting when it changes', () => {
    let most = 100;
    const window = new LineWindow(() => most);
    window.add(blockOf(Array.from({ length: 50 }, () => ({ time: 0, text: 'a\n' }))));
    most = 10;
    assert.equal(window.add(blockOf([{ time: 0, text: 'b\n' }])), true);
    assert.equal(window.text(), 'a\n'.repeat(9) + 'b\n');
  });

  it('are always the end of what was written', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 20 }), (blocks, most) => {
        const window = new LineWindow(() => most);
        let all = '';
        let next = 0;
        for (const size of blocks) {
          const block = Array.from({ length: size }, () => ({ time: next, text: `${next++}\n` }));
          all += block.map(({ text }) => text).join('');
          window.add(blockOf(block));
          const held = window.text();
          assert.ok(all.endsWith(held));
          const count = held.split('\n').length - 1;
          assert.equal(count + window.dropped, next);
          assert.ok(count <= most * 1.5 && count >= Math.min(next, most));
        }
      }),
    );
  });
});
