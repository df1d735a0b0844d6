import assert from 'node:assert/strict';
import { describeTail } from '../../../src/core/tail/words';

const said = (received: number, reconnects: number): string =>
  describeTail(
    {
      state: { kind: 'live' },
      isPaused: false,
      figures: { received, hidden: 0, dropped: 0 },
      view: {},
      reconnects,
      startedAt: 0,
    },
    90_000,
  );

describe('what is said of a tail', () => {
  for (const [received, reconnects, words] of [
    [0, 0, 'live, for 1 min, 0 lines'],
    [1, 1, 'live, for 1 min, 1 line, 1 reconnect'],
    [2, 2, 'live, for 1 min, 2 lines, 2 reconnects'],
  ] as const) {
    it(`is “${words}”`, () => assert.equal(said(received, reconnects), words));
  }
});
