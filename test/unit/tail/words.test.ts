import assert from 'node:assert/strict';
import { FalError } from '../../../src/core/fal/errors';
import { describeTail, describeTails, type NamedTail } from '../../../src/core/tail/words';

const NOW = 1_000_000;
const tail = (more: Partial<NamedTail> = {}): NamedTail => ({
  name: 'fal: acme/shop',
  state: { kind: 'live' },
  isPaused: false,
  figures: { received: 10, hidden: 0, dropped: 0 },
  view: {},
  reconnects: 0,
  startedAt: NOW - 90_000,
  ...more,
});
const failed = tail({
  state: { kind: 'ended', at: NOW - 30_000, error: new FalError({ kind: 'needsKey', reason: 'rejected' }) },
});
const hiding = { received: 10, hidden: 3, dropped: 0 };

describe('the words for tails in the status bar', () => {
  for (const [words, tails, rate = 0] of [
    ['fal: acme/shop, live', [tail()]],
    ['fal: acme/shop, live, 12/s', [tail()], 12.4],
    ['fal: acme/shop, paused', [tail({ isPaused: true })]],
    ['fal: acme/shop, reading', [tail({ state: { kind: 'reading' } })]],
    ['fal: acme/shop, reconnecting in 3 s', [tail({ state: { kind: 'waiting', until: NOW + 2_500 } })]],
    ['fal: acme/shop, ended on an error', [failed]],
    ['fal: acme/shop, live, level error', [tail({ view: { level: 'error' } })]],
    [
      'fal: acme/shop, live, level error, “x”, 3 hidden',
      [tail({ view: { level: 'error', search: 'x' }, figures: hiding })],
    ],
    ['fal: 2 tails, 1 live, 1 ended on an error', [tail(), failed]],
    [
      'fal: 2 tails, 1 reading, 1 paused',
      [tail({ state: { kind: 'reading' } }), tail({ state: { kind: 'reading' }, isPaused: true })],
    ],
    ['fal: 2 tails, 2 live', [tail({ state: { kind: 'polling' } }), tail()]],
    ['fal: 0 tails', []],
    [
      'fal: 4 tails, 1 live, 1 paused, 2 connecting, 7/s, 1 filtered',
      [
        tail({ view: { search: 'x' } }),
        tail({ isPaused: true }),
        tail({ state: { kind: 'connecting' } }),
        tail({ state: { kind: 'waiting', until: NOW } }),
      ],
      7,
    ],
  ] as const) {
    it(`are “${words}”`, () => assert.equal(describeTails(tails, rate, NOW), words));
  }
});

describe('the words for one tail', () => {
  for (const [words, facts] of [
    ['live, for 1 min, 10 lines', tail()],
    [
      'live, for 1 min, 1 line, 1 reconnect',
      tail({ figures: { received: 1, hidden: 0, dropped: 0 }, reconnects: 1 }),
    ],
    [
      'live, for 1 min, 0 lines, 2 reconnects',
      tail({ figures: { received: 0, hidden: 0, dropped: 0 }, reconnects: 2 }),
    ],
    ['live, for 1 min, 10 lines, filtered by level error', tail({ view: { level: 'error' } })],
    [
      'live, for 1 min, 10 lines, 3 hidden by level error',
      tail({ view: { level: 'error' }, figures: hiding }),
    ],
    ['ended on an error after 1 min, 10 lines', failed],
    ['stopped after 9 s, 10 lines', tail({ state: { kind: 'ended', at: NOW - 81_000 } })],
    ['ended while paused after 1 min, 10 lines', tail({ state: { kind: 'ended', at: NOW }, isPaused: true })],
    ['connecting, for 0 s, 10 lines', tail({ state: { kind: 'connecting' }, startedAt: NOW })],
    ['account team, live, for 9 s, 10 lines', tail({ account: 'team', startedAt: NOW - 9_900 })],
    ['live, for 2 h 5 min, 10 lines', tail({ startedAt: NOW - 125 * 60_000 })],
    ['live, asking every few seconds, for 1 min, 10 lines', tail({ state: { kind: 'polling' } })],
    ['paused, for 1 min, 10 lines', tail({ state: { kind: 'polling' }, isPaused: true })],
    [
      'live, for 1 min, 10 lines, 4 dropped from the channel',
      tail({ figures: { received: 10, hidden: 0, dropped: 4 } }),
    ],
    ['live, for 1 min, 10 lines, 3 hidden by no filter', tail({ figures: hiding })],
  ] as const) {
    it(`are “${words}”`, () => assert.equal(describeTail(facts, NOW), words));
  }
});
