import assert from 'node:assert/strict';
import { parseTimestamp } from '../../../src/core/fal/timestamp';
import { localTime } from '../../../src/core/tail/localTime';
import { beginOf, parseMoment, parseSpanMs } from '../../../src/core/tail/timeSpan';

describe('a span of time', () => {
  for (const [text, ms] of [
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
    [' 10 M ', 600_000],
    ['5', undefined],
    ['m', undefined],
    ['-5m', undefined],
    ['5w', undefined],
    ['', undefined],
  ] as const) {
    it(`“${text}” is ${ms ?? 'none'}`, () => assert.equal(parseSpanMs(text), ms));
  }
});

describe('a moment', () => {
  const now = Date.UTC(2026, 0, 1, 12);
  for (const [text, moment] of [
    ['5m', now - 300_000],
    ['2026-01-01T08:00:00Z', Date.UTC(2026, 0, 1, 8)],
    ['2026-01-01T16:00:00+08:00', Date.UTC(2026, 0, 1, 8)],
    [' 2026-01-01 03:00:00.5-0500 ', Date.UTC(2026, 0, 1, 8, 0, 0, 500)],
    ['2024-02-29T10:00:00Z', Date.UTC(2024, 1, 29, 10)],
    ['2026-02-29T10:00:00Z', undefined],
    ['2026-02-30', undefined],
    ['2026-13-01', undefined],
    ['2026-01-01T25:00:00Z', undefined],
    ['2026-01-01T08:00:00Z or so', undefined],
    ['999999999999d', undefined],
    ['soon', undefined],
  ] as const) {
    it(`“${text}” is ${moment ?? 'none'}`, () => assert.equal(parseMoment(text, now), moment));
  }

  describe('without a zone', () => {
    const zone = process.env.TZ;
    before(() => (process.env.TZ = 'Asia/Shanghai'));
    after(() => (zone === undefined ? delete process.env.TZ : (process.env.TZ = zone)));

    for (const [text, utc] of [
      ['2026-01-01 16:00:00.123', '2026-01-01T08:00:00.123Z'],
      ['2026-01-01T16:00', '2026-01-01T08:00:00.000Z'],
      ['2026-01-01', '2025-12-31T16:00:00.000Z'],
    ] as const) {
      it(`“${text}” is in the person’s, as a tail shows it`, () => {
        assert.equal(parseMoment(text, now), Date.parse(utc));
      });
    }

    it('that a tail’s line shows is the one of that line', () => {
      const time = Date.UTC(2026, 6, 1, 20, 30, 5, 7);
      assert.equal(parseMoment(localTime(time), now), time);
    });
  });
});

describe('a tail’s begin', () => {
  const now = Date.UTC(2026, 0, 1, 12);
  const minutes = (count: number): number => count * 60_000;
  for (const [what, range, backlog, begin] of [
    ['its since', { since: '1h' }, '5m', now - minutes(60)],
    ['its since, with an end', { since: '1h', until: '30m' }, '5m', now - minutes(60)],
    ['a backlog before now', {}, '10m', now - minutes(10)],
    ['now, where there is to be no backlog', {}, '0s', now],
    [
      'five minutes before its end, where there is to be no backlog',
      { until: '2h' },
      '0m',
      now - minutes(125),
    ],
    ['a backlog before its end', { until: '2h' }, '10m', now - minutes(130)],
    [
      'a backlog before now, where its end is to come',
      { until: '2026-01-01T13:00:00Z' },
      '10m',
      now - minutes(10),
    ],
    [
      'five minutes before its end, where the backlog is no span',
      { until: '2h' },
      'soon',
      now - minutes(125),
    ],
    [
      'five minutes before its end, where the backlog begins after it',
      { until: '2h' },
      '2026-01-01T11:00:00Z',
      now - minutes(125),
    ],
    ['a backlog that is a time', {}, '2026-01-01T11:00:00Z', now - minutes(60)],
  ] as const) {
    it(`is ${what}`, () => assert.equal(beginOf(range, backlog, now), begin));
  }
});

describe('fal’s timestamps', () => {
  const noon = Date.UTC(2026, 0, 1, 12);
  for (const [text, time] of [
    ['2026-01-01T12:00:00Z', noon],
    ['2026-01-01T12:00:00', noon],
    ['2026-01-01T12:00:00.599608', noon + 599],
    ['2026-01-01 12:00:00', noon],
    ['2026-01-01T14:00:00+02:00', noon],
    ['2026-01-01T10:00:00-0200', noon],
    ['1', undefined],
    ['May', undefined],
    ['', undefined],
    ['2026-13-01T00:00:00Z', undefined],
  ] as const) {
    it(`“${text}” is ${time === undefined ? 'none' : 'the right instant'}`, () =>
      assert.equal(parseTimestamp(text), time));
  }
});
