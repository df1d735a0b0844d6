import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ChunkedRows } from '../../../src/core/requests/chunkedRows';
import { runs } from '../../support/runs';

const upTo = (count: number, from = 0): number[] => Array.from({ length: count }, (_, at) => from + at);

describe('rows in chunks', () => {
  const counts = fc.integer({ min: 0, max: 700 });
  /** What is done to the rows, and the same to a plain list. */
  type Step = readonly [(rows: ChunkedRows<number>) => ChunkedRows<number>, (rows: number[]) => number[]];
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(counts, counts).map(([count, add]): Step => {
      const top = upTo(add, 5000);
      return [(rows) => rows.replaceTop(count, top), (rows) => [...top, ...rows.slice(count)]];
    }),
    counts.map((add): Step => {
      const end = upTo(add, 9000);
      return [(rows) => rows.append(end), (rows) => [...rows, ...end]];
    }),
    counts.map((add): Step => {
      const others = upTo(add, 3000);
      return [(rows) => rows.concat(ChunkedRows.of(others)), (rows) => [...rows, ...others]];
    }),
    counts.map((count): Step => [(rows) => rows.splitAt(count)[0], (rows) => rows.slice(0, count)]),
    counts.map((count): Step => [(rows) => rows.splitAt(count)[1], (rows) => rows.slice(count)]),
    fc.constant<Step>([(rows) => rows.map((row) => row + 1), (rows) => rows.map((row) => row + 1)]),
  );

  it('are the same as in a plain list, whatever is done to them', () => {
    fc.assert(
      fc.property(counts, fc.array(step, { maxLength: 12 }), (count, steps) => {
        let plain = upTo(count);
        let rows = ChunkedRows.of(plain);
        for (const [change, changePlain] of steps) {
          [rows, plain] = [change(rows), changePlain(plain)];
          assert.deepEqual([...rows], plain);
          assert.deepEqual([rows.length, rows.first, rows.last], [plain.length, plain[0], plain.at(-1)]);
          assert.ok(rows.chunks.every(({ length }) => length > 0));
          const atEnd = plain.length - 1 - plain.findLastIndex((row) => row % 50 !== 0);
          assert.equal(
            rows.countAtEnd((row) => row % 50 === 0),
            atEnd,
          );
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('stay in the chunks they are in where nothing is done to them', () => {
    const rows = ChunkedRows.of(upTo(10_000));
    const same = (others: ChunkedRows<number>): number =>
      others.chunks.filter((chunk) => rows.chunks.includes(chunk)).length;
    const all = rows.chunks.length;
    assert.equal(same(rows.replaceTop(40, upTo(50, 20_000))), all - 1);
    assert.equal(same(rows.append([1])), all - 1);
    assert.equal(same(rows.splitAt(9990)[0]), all - 1);
    assert.equal(same(rows.map((row) => (row === 3 ? -3 : row))), all - 1);
    assert.equal(same(rows.map((row) => -row, 50)), all - 1);
  });

  it('are in few chunks, though they arrive by threes', () => {
    let rows = ChunkedRows.of<number>([]);
    for (let turn = 0; turn < 1000; turn++) rows = rows.replaceTop(0, upTo(3));
    assert.ok(rows.chunks.length < 40, `${rows.chunks.length} chunks`);
  });
});
