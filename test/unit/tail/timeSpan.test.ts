import assert from 'node:assert/strict';
import { parseTimestamp } from '../../../src/core/fal/timestamp';
import { parseMoment, parseSpanMs } from '../../../src/core/tail/timeSpan';

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
    ['2026-01-01', Date.UTC(2026, 0, 1)],
    ['999999999999d', undefined],
    ['soon', undefined],
  ] as const) {
    it(`“${text}” is ${moment ?? 'none'}`, () => assert.equal(parseMoment(text, now), moment));
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
