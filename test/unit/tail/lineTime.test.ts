import assert from 'node:assert/strict';
import { formatEntry, formatNote } from '../../../src/core/tail/format';
import { sinceAround, timeAt } from '../../../src/core/tail/lineTime';
import { sentEntry } from '../../support/sentEntry';

describe('the time of a line', () => {
  const [first, second] = [Date.UTC(2026, 0, 1, 8, 15, 7, 45), Date.UTC(2026, 0, 1, 8, 16)];
  const text = [
    formatEntry(sentEntry('one\nand more\nand the end', first).entry),
    formatNote(second, 'info', 'a note'),
  ].join('');

  for (const [word, time] of [
    ['one', first],
    ['and more', first],
    ['the end', first],
    ['a note', second],
  ] as const) {
    it(`“${word}” is that of its entry`, () => assert.equal(timeAt(text, text.indexOf(word)), time));
  }

  it('is that of the line, from its first character to its last', () => {
    const border = text.indexOf('\n', text.indexOf('the end'));
    assert.deepEqual(
      [timeAt(text, 0), timeAt(text, border), timeAt(text, border + 1)],
      [first, first, second],
    );
  });

  it('is none where no line has one', () => {
    for (const [none, offset] of [
      ['', 0],
      ['words', 3],
      ['\n\n\n', 2],
    ] as const)
      assert.equal(timeAt(none, offset), undefined);
  });

  it('is looked for soon in an entry without an end', () => {
    const long = `${text}    more\n`.repeat(1) + '    more\n'.repeat(50_000);
    const began = performance.now();
    for (let offset = long.length - 1; offset > long.length - 2_000; offset--)
      assert.equal(timeAt(long, offset), undefined);
    assert.ok(performance.now() - began < 2_000);
  });
});

describe('where a tail begins that shows a line', () => {
  for (const [line, since] of [
    ['2026-01-01T08:15:07.045Z', '2026-01-01T08:10:00.000Z'],
    ['2026-01-01T08:19:59.999Z', '2026-01-01T08:10:00.000Z'],
    ['2026-01-01T08:20:30.000Z', '2026-01-01T08:10:00.000Z'],
    ['2026-01-01T08:21:00.000Z', '2026-01-01T08:20:00.000Z'],
  ] as const) {
    it(`of ${line} is ${since}`, () => assert.equal(sinceAround(Date.parse(line)), since));
  }
});
