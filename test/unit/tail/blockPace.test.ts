import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { BlockPace } from '../../../src/core/tail/blockPace';
import { runs } from '../../support/runs';

const START = 1_000_000;
const MB = 1_000_000;
const SEEN = { isRewrite: false, isSeen: true };
const UNSEEN = { isRewrite: false, isSeen: false };
const REWRITE = { isRewrite: true, isSeen: true };

describe('when a tail’s channel is written', () => {
  it('is at once after a quiet moment', () => {
    const pace = new BlockPace();
    pace.came(100, START);
    assert.ok(pace.writeAt <= START);
  });

  it('is in blocks 50 ms apart, however the lines come', () => {
    const pace = new BlockPace();
    pace.came(100, START);
    pace.wrote(100, SEEN, START);
    pace.drew(100);
    pace.came(100, START + 1);
    assert.equal(pace.writeAt, START + 50);
  });

  it('is at the end of a burst, when nothing more came for 20 ms', () => {
    const pace = new BlockPace();
    pace.came(60_000, START);
    assert.ok(pace.writeAt <= START);
    pace.came(60_000, START + 10);
    assert.equal(pace.writeAt, START + 30);
    pace.came(60_000, START + 15);
    assert.equal(pace.writeAt, START + 35);
  });

  it('is once a second where a burst does not end', () => {
    const pace = new BlockPace();
    for (let ms = 0; ms < 2000; ms += 10) pace.came(4_000, START + ms);
    assert.equal(pace.writeAt, START + 1000);
  });

  it('is only at the end of a burst that comes faster than VS Code draws, since two big blocks take it far longer', () => {
    const pace = new BlockPace();
    for (let ms = 0; ms < 2000; ms += 10) pace.came(40_000, START + ms);
    assert.equal(pace.writeAt, START + 1990 + 20);
  });

  it('is when the block before is drawn, where that was large', () => {
    const pace = new BlockPace();
    pace.wrote(60_000, SEEN, START);
    pace.came(100, START + 100);
    assert.ok(pace.writeAt > START + 1000);
    pace.drew(60_000);
    assert.equal(pace.writeAt, START + 50);
  });

  it('waits for no drawing of which VS Code does not tell', () => {
    const pace = new BlockPace();
    pace.wrote(60_000, UNSEEN, START);
    pace.came(100, START + 100);
    assert.ok(pace.writeAt <= START + 100);
  });

  it('waits two seconds for a drawing, longer for much text, and then counts on none', () => {
    const pace = new BlockPace();
    pace.wrote(3 * MB, SEEN, START);
    pace.came(100, START + 100);
    assert.equal(pace.writeAt, START + 5000);
    pace.wrote(100, SEEN, START + 5000);
    pace.came(100, START + 5010);
    assert.equal(pace.writeAt, START + 5050);
  });

  it('is held back from bringing more by ten million waiting characters', () => {
    const pace = new BlockPace();
    pace.came(9 * MB, START);
    assert.equal(pace.isFull, false);
    pace.came(MB, START);
    assert.equal(pace.isFull, true);
    pace.wrote(10 * MB, SEEN, START);
    assert.equal(pace.isFull, false);
  });

  it('never waits longer than VS Code may need to draw, whatever comes and however little it tells', () => {
    const arrival = fc.record({
      afterMs: fc.integer({ min: 0, max: 40 }),
      chars: fc.integer({ min: 1, max: 200_000 }),
      isDrawn: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(arrival, { minLength: 1, maxLength: 200 }), (arrivals) => {
        const pace = new BlockPace();
        let now = START;
        let waiting = 0;
        let waitingSince = now;
        let onItsWay = 0;
        for (const { afterMs, chars, isDrawn } of arrivals) {
          now += afterMs;
          if (waiting === 0) waitingSince = now;
          waiting += chars;
          pace.came(chars, now);
          if (isDrawn) pace.drew(onItsWay);
          const longestMs = 3000 + (onItsWay + waiting) / 1000;
          assert.ok(pace.writeAt <= waitingSince + longestMs, `${pace.writeAt - waitingSince} ms`);
          if (isDrawn) onItsWay = 0;
          if (pace.writeAt > now) continue;
          pace.wrote(waiting, SEEN, now);
          onItsWay = waiting;
          waiting = 0;
        }
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('when a tail’s channel is written anew', () => {
  it('is at once the first time', () => {
    assert.ok(new BlockPace().rewriteAt <= START);
  });

  it('is once a second at most, and less often for much text', () => {
    const pace = new BlockPace();
    pace.wrote(100_000, REWRITE, START);
    pace.drew(10);
    assert.equal(pace.rewriteAt, START + 1000);
    pace.wrote(8 * MB, REWRITE, START + 1000);
    pace.drew(10);
    assert.equal(pace.rewriteAt, START + 9000);
  });

  it('is when all that was written before is drawn', () => {
    const pace = new BlockPace();
    pace.wrote(1000, SEEN, START);
    assert.equal(pace.rewriteAt, START + 2001);
    pace.drew(999);
    assert.equal(pace.rewriteAt, START + 2001);
    pace.drew(1);
    assert.ok(pace.rewriteAt <= START);
  });

  it('leaves nothing undrawn once VS Code has drawn what differs', () => {
    const pace = new BlockPace();
    pace.wrote(MB, REWRITE, START);
    pace.came(100, START + 10);
    assert.ok(pace.writeAt > START + 1000);
    pace.drew(5);
    assert.equal(pace.writeAt, START + 50);
  });
});
