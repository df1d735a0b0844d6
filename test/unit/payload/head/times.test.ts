import assert from 'node:assert/strict';
import type { FalRequest } from '../../../../src/core/fal/types';
import { describeRequest } from '../../../../src/core/payload/head/head';
import { describeStatus } from '../../../../src/core/payload/head/status';
import { describeTimeLine } from '../../../../src/core/payload/head/timeLine';
import { describeDuration, describeTimes } from '../../../../src/core/payload/head/times';

const reader = { now: 0, locale: 'en-GB', timeZone: 'Europe/Berlin' };
const at = Date.UTC(2026, 2, 29, 0, 59, 58);
const request = (times: Partial<FalRequest>): FalRequest => ({
  requestId: 'id',
  endpointId: 'a/b',
  sentAt: at,
  startedAt: at + 1500,
  endedAt: at + 6630,
  statusCode: 200,
  ...times,
});
const told = (times: Partial<FalRequest>) =>
  Object.fromEntries(
    [...describeTimes(request(times), reader), ...describeTimeLine(request(times), reader)].map(
      ({ label, value }) => [label, value],
    ),
  );
const lengths = (times: Partial<FalRequest>, now = 0) =>
  describeTimeLine(request(times), { ...reader, now }).map(
    ({ ms, isOpen }) => `${ms ?? 'none'}${isOpen ? ', open' : ''}`,
  );

describe('the head of a request', () => {
  it('names its runner and what it cost, where fal tells', () => {
    const facts = (more: Partial<FalRequest>) =>
      describeRequest(request(more), [], reader).facts.map(({ label, value }) => `${label}: ${value}`);
    const [first, ...others] = facts({ runnerId: 'r-1', billableUnits: 1234.5 });
    assert.equal(first, 'Request: id');
    assert.deepEqual(others.slice(-2), ['Runner: r-1', 'Billable units: 1,234.5']);
    assert.ok(!facts({}).some((fact) => /^(Runner|Billable)/.test(fact)));
  });

  for (const [units, written] of [
    [0.0004, '0.0004'],
    [0.1, '0.1'],
    [1234.56789, '1,234.56789'],
    [1e-9, '0.000000001'],
    [12, '12'],
  ] as const) {
    it(`tells ${units} billable units to the last digit`, () => {
      const { facts } = describeRequest(request({ billableUnits: units }), [], reader);
      assert.equal(facts.at(-1)?.value, written);
    });
  }
});

describe('the times of a request', () => {
  it('are told in the reader’s zone, with how long it waited and ran', () =>
    assert.deepEqual(told({ durationSeconds: 5.1 }), {
      Sent: '29 Mar 2026, 01:59:58 CET',
      Waited: '1.5 s',
      Ran: '5.13 s',
      Total: '6.63 s',
      'fal’s own duration': '5.1 s',
    }));

  it('are unknown where fal’s figures make no sense', () => {
    const { Sent, 'fal’s own duration': own } = told({ sentAt: 1e20, durationSeconds: -1 });
    assert.deepEqual([Sent, own], ['unknown', 'unknown']);
  });

  it('follow the change to summer time', () =>
    assert.equal(told({ sentAt: at + 2000 }).Sent, '29 Mar 2026, 03:00:00 CEST'));

  const cases: [string, Partial<FalRequest>, string, string][] = [
    [
      'never started',
      { startedAt: undefined, endedAt: undefined, statusCode: undefined },
      'not started, as far as fal has told',
      'not finished, as far as fal has told',
    ],
    [
      'not finished',
      { endedAt: undefined, statusCode: undefined },
      '1.5 s',
      'not finished, as far as fal has told',
    ],
    ['ended without a time', { endedAt: undefined }, '1.5 s', 'fal gives no end'],
    ['ended without a start', { startedAt: undefined }, 'not started, as far as fal has told', 'unknown'],
    [
      'started before it was sent',
      { startedAt: at - 20 },
      'unknown: fal’s times contradict each other by 20 ms',
      '6.65 s',
    ],
    ['with impossible times', { startedAt: NaN, endedAt: 1e300 }, 'unknown', 'unknown'],
    ['in no time', { startedAt: at, endedAt: at }, '0 ms', '0 ms'],
  ];
  for (const [name, times, waited, ran] of cases)
    it(`of one ${name} say what is known`, () => {
      const { Waited, Ran } = told(times);
      assert.deepEqual({ Waited, Ran }, { Waited: waited, Ran: ran });
    });

  it('are drawn to scale as far as they are known', () => {
    const running = { endedAt: undefined, statusCode: undefined };
    assert.deepEqual(lengths({}), ['1500', '5130', '6630']);
    assert.deepEqual(lengths(running, at + 4000), ['1500', '2500, open', '4000, open']);
    const waiting = { ...running, startedAt: undefined };
    assert.deepEqual(lengths(waiting, at + 4000), ['4000, open', 'none, open', '4000, open']);
    assert.deepEqual(lengths(running, at + 90_000_000), ['1500', 'none, open', 'none, open']);
    assert.deepEqual(lengths({ startedAt: at - 20 }), ['none', '6650', '6630']);
  });

  for (const [seconds, said] of [
    [8.11, '8.11 s'],
    [2.01, '2.01 s'],
    [0.9996, '1 s'],
    [59.9996, '1 min 0 s'],
  ] as const)
    it(`tell fal’s own ${seconds} s as ${said}`, () =>
      assert.equal(told({ durationSeconds: seconds })['fal’s own duration'], said));

  it('say a duration in fitting units', () => {
    const said = [999.6, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 90_061_000].map((ms) =>
      describeDuration(ms, reader),
    );
    assert.deepEqual(said, [
      '1 s',
      '999 ms',
      '1 s',
      '59.99 s',
      '1 min 0 s',
      '59 min 59 s',
      '1 h 0 min',
      '25 h 1 min',
    ]);
  });
});

describe('how a request ended', () => {
  const cases: [number | undefined, number | undefined, string, string][] = [
    [200, 1, 'Succeeded (200)', 'good'],
    [204, undefined, 'Succeeded (204)', 'good'],
    [422, 1, 'Refused (422)', 'warning'],
    [499, 1, 'Cancelled (499)', 'neutral'],
    [500, 1, 'Failed (500)', 'bad'],
    [504, undefined, 'Failed (504)', 'bad'],
    [302, 1, 'Ended with status 302', 'neutral'],
    [undefined, 1, 'Ended, fal gives no status', 'neutral'],
    [undefined, undefined, 'Not finished', 'neutral'],
  ];
  for (const [statusCode, endedAt, text, tone] of cases)
    it(`is “${text}”`, () => assert.deepEqual(describeStatus({ statusCode, endedAt }), { text, tone }));
});
