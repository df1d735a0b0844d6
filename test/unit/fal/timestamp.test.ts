import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { parseTimestamp } from '../../../src/core/fal/timestamp';

describe('a timestamp of fal', () => {
  // Where the person is must not matter.
  const zone = process.env.TZ;
  before(() => (process.env.TZ = 'Asia/Tokyo'));
  after(() => (zone === undefined ? delete process.env.TZ : (process.env.TZ = zone)));

  for (const [text, iso] of [
    ['2026-01-31T08:00:05Z', '2026-01-31T08:00:05.000Z'],
    ['2026-01-31T08:00:05', '2026-01-31T08:00:05.000Z'],
    ['2026-01-31T08:00:05.1', '2026-01-31T08:00:05.100Z'],
    ['2026-01-31T08:00:05.12Z', '2026-01-31T08:00:05.120Z'],
    ['2026-01-31T08:00:05.123456', '2026-01-31T08:00:05.123Z'],
    ['2026-01-31T08:00:05.999999999Z', '2026-01-31T08:00:05.999Z'],
    ['2026-01-31T08:00:05.090Z', '2026-01-31T08:00:05.090Z'],
    ['2026-01-31 08:00:05.5', '2026-01-31T08:00:05.500Z'],
    ['2026-01-31T08:00', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    [' 2026-01-31T08:00:05.5Z ', '2026-01-31T08:00:05.500Z'],
    ['2026-01-31T08:00:05z', '2026-01-31T08:00:05.000Z'],
    ['2026-01-31T08:00:05+00:00', '2026-01-31T08:00:05.000Z'],
    ['2026-01-31T08:00:05.250+02:00', '2026-01-31T06:00:05.250Z'],
    ['2026-01-31T08:00:05-0130', '2026-01-31T09:30:05.000Z'],
  ] as const) {
    it(`“${text}” is ${iso}`, () => {
      // Read twice: the second time it is known, and means the same.
      for (let time = 0; time < 2; time++) {
        assert.equal(new Date(parseTimestamp(text) ?? NaN).toISOString(), iso);
      }
    });
  }

  for (const text of [
    '',
    'Z',
    '1',
    'May',
    'on 2026-01-31',
    '2026-01-31T',
    '2026-01-31T8:00:00Z',
    '2026-13-31T08:00:05Z',
    '2026-13-31T08:00:05.123Z',
    '2026-01-31T08:00:05.12x',
    '2026-01-31T08:00:05.1/2',
    '2026-01-31T08:00:05.',
    '2026-01-31T08:00:05,5',
    '2026-01-31T08:00:05.5 and more',
    '2026-01-31T08:00:05+2',
    '2026-01-31x08:00:05',
  ]) {
    it(`“${text}” is none`, () => {
      assert.equal(parseTimestamp(text), undefined);
      // Nor is it after one of the same second was read.
      parseTimestamp('2026-01-31T08:00:05Z');
      assert.equal(parseTimestamp(text), undefined);
    });
  }

  it('is not taken for one of the second last read', () => {
    parseTimestamp('2026-01-31T08:00:05Z');
    assert.equal(parseTimestamp('2026-01-31T08:00:06.500Z'), Date.UTC(2026, 0, 31, 8, 0, 6, 500));
  });

  it('is any time that a computer writes', () => {
    const years = { min: new Date('1970-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z') };
    fc.assert(
      fc.property(fc.date({ ...years, noInvalidDate: true }), (date) => {
        assert.equal(parseTimestamp(date.toISOString()), date.getTime());
      }),
    );
  });
});
