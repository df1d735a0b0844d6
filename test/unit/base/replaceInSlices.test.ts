import assert from 'node:assert/strict';
import { replaceInSlices, type Replacement } from '../../../src/core/base/replaceInSlices';
import { whileSlow } from '../../support/whileSlow';

/** As long as the pieces in which a text is looked through. */
const PIECE = 1 << 16;
const words = (more: Partial<Replacement> = {}): Replacement => ({
  pattern: /needle/g,
  reach: 6,
  mayHold: () => true,
  replace: () => '<>',
  ...more,
});

describe('replacing in a long text', () => {
  it('finds a match wherever it lies, across the ends of pieces too', async () => {
    for (let before = PIECE - 7; before <= PIECE + 1; before += 1) {
      const [head, tail] = ['x'.repeat(before), 'y'.repeat(PIECE)];
      assert.equal(await replaceInSlices(`${head}needle${tail}needle`, words()), `${head}<>${tail}<>`);
    }
  });

  it('takes no half of a pair for a character', async () => {
    const lone = words({ pattern: /\p{Cs}/gu, reach: 2 });
    for (const before of [PIECE - 2, PIECE - 1, PIECE]) {
      const head = 'x'.repeat(before);
      assert.equal(await replaceInSlices(`${head}😀\ud83d${'y'.repeat(9)}`, lone), `${head}😀<>yyyyyyyyy`);
    }
  });

  it('leaves a match that is none, and finds the one that begins within it', async () => {
    const places: number[] = [];
    const replace = (_: string, at: number) => (places.push(at) === 1 ? undefined : '-');
    assert.equal(await replaceInSlices('aaa', words({ pattern: /aa/g, reach: 2, replace })), 'a-');
    assert.deepEqual(places, [0, 1]);
  });

  it('looks for no match in a piece that can hold none', async () => {
    const mayHold = (piece: string) => piece.includes('z');
    const text = `needle${'x'.repeat(PIECE)}needle z`;
    assert.equal(await replaceInSlices(text, words({ mayHold })), `needle${'x'.repeat(PIECE)}<> z`);
  });

  it('gives back the same text where nothing matches', async () => {
    assert.equal(await replaceInSlices('', words()), '');
    assert.equal(await replaceInSlices('nothing of it', words()), 'nothing of it');
  });

  it('lets others run, and ends when it is not wanted', async () => {
    const stopping = new AbortController();
    let pieces = 0;
    const mayHold = () => (pieces += 1) > 0;
    const replacing = whileSlow(() =>
      replaceInSlices('x'.repeat(9 * PIECE), words({ mayHold }), stopping.signal),
    );
    assert.equal(pieces, 1);
    stopping.abort();
    await assert.rejects(replacing, { name: 'AbortError' });
    assert.equal(pieces, 1);
  });
});
