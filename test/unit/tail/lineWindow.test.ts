import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { blockOf, type ShownEntry } from '../../../src/core/tail/lineBlock';
import { LineWindow } from '../../../src/core/tail/lineWindow';

const lines = (texts: string): ShownEntry[] =>
  texts.split(' ').map((text) => entryAt(Number.parseInt(text), text));

const entryAt = (time: number, text: string, timestamp = new Date(time).toISOString()): ShownEntry => ({
  time,
  timestamp,
  text: `${text}\n`,
});

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

  it('are as many as there is room for where they came together, however long', () => {
    const long = (n: number): ShownEntry => ({ time: n, text: `${String(n).padStart(9_999)}\n` });
    const window = new LineWindow(() => 20_000);
    assert.equal(window.add(blockOf(Array.from({ length: 1_000 }, (_, n) => long(n)))), true);
    assert.deepEqual([window.text().length, window.dropped], [6_000_000, 400]);
    assert.equal(window.add(blockOf([long(1_000)])), false);
    assert.equal(window.add(blockOf(Array.from({ length: 300 }, (_, n) => long(1_001 + n)))), true);
    assert.deepEqual([window.text().length, window.dropped], [6_000_000, 701]);
    assert.equal(window.text().trimStart().split('\n')[0], '701');
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

  it('stand in the order of their microseconds', () => {
    const window = new LineWindow(() => 10);
    const micros = (digits: string): ShownEntry => entryAt(0, digits, `1970-01-01T00:00:00.${digits}`);
    window.add(blockOf([micros('000050'), micros('000900')]));
    window.insert([micros('000100'), micros('0009'), micros('000020')]);
    assert.equal(window.text(), '000020\n000050\n000100\n000900\n0009\n');
  });

  it('take late ones in past what the tail itself had to say, whatever its clock says', () => {
    const window = new LineWindow(() => 10);
    window.add(blockOf([...lines('1'), { time: 999, text: 'note\n' }, ...lines('4')]));
    window.insert(lines('3'));
    assert.equal(window.text(), '1\nnote\n3\n4\n');
  });

  it('are no more than the setting says when late ones come, of which the oldest go', () => {
    const window = new LineWindow(() => 20_000);
    const many = (count: number, time: (n: number) => number): ShownEntry[] =>
      Array.from({ length: count }, (_, n) => entryAt(time(n), 'x'));
    window.add(blockOf(many(20_000, (n) => n)));
    const began = performance.now();
    for (let turn = 0; turn < 4; turn++) window.insert(many(5_000, (n) => n * 4));
    assert.ok(performance.now() - began < 1_000);
    assert.equal(window.text().length / 2 + window.dropped, 40_000);
    assert.ok(window.text().length / 2 <= 30_000);
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
