import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { SentEntry } from '../../../src/core/fal/types';
import { mergeViews } from '../../../src/core/tail/mergeViews';
import { sentEntry } from '../../support/sentEntry';

/** `3a` is an entry with the text a at second 3. */
const log = (text: string): SentEntry[] =>
  text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const sent = sentEntry(word.slice(1), Number(word[0]) * 1000);
      return { ...sent, json: word };
    });
const read = (sent: readonly SentEntry[]): string => sent.map(({ json }) => json).join(' ');

describe('two views of one log', () => {
  for (const [first, second, merged] of [
    ['', '', ''],
    ['1a 2b', '', '1a 2b'],
    ['', '1a 2b', '1a 2b'],
    ['1a 2b', '2b 3c', '1a 2b 3c'],
    ['1a 3c', '2b', '1a 2b 3c'],
    ['1a 1a', '1a', '1a 1a'],
    ['1a', '1a 1a', '1a 1a'],
    ['1a 1c', '1a 1b 1c', '1a 1b 1c'],
    ['1a 2b', '1a 3c', '1a 2b 3c'],
    ['1a 2b 4d', '3c 4d', '1a 2b 3c 4d'],
    ['1a 1b 2c', '1b 1a 2c', '1a 1b 2c'],
  ] as const) {
    it(`“${first}” and “${second}” are “${merged}”`, () => {
      assert.equal(read(mergeViews(log(first), log(second))), merged);
    });
  }

  it('are told apart in what both have: it is given as the second has it', () => {
    const [first, second] = [log('1a 2b'), log('1a 2b')];
    assert.ok(mergeViews(first, second).every((sent) => second.includes(sent)));
  });

  it('give the whole log back when each entry is in one of them', () => {
    const anyLog = fc.array(
      fc.record({ step: fc.integer({ min: 0, max: 1 }), place: fc.constantFrom('first', 'second', 'both') }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(anyLog, (entries) => {
        let time = 1;
        // Entries of one instant that only one view has could stand in either order: none are made.
        const all = entries.map(({ step, place }, index) => {
          time += place === 'both' ? step : 1;
          return { place, sent: { ...sentEntry(String(index), time), json: String(index) } };
        });
        const view = (name: string) =>
          all.filter(({ place }) => place === name || place === 'both').map(({ sent }) => sent);
        assert.equal(read(mergeViews(view('first'), view('second'))), read(all.map(({ sent }) => sent)));
      }),
    );
  });
});
