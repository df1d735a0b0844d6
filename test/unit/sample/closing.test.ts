import assert from 'node:assert/strict';
import { describeClosing } from '../../../src/core/sample/closing';

describe('what is closed for sample data', () => {
  for (const [tails, tabs, words] of [
    [0, 0, undefined],
    [1, 0, '1 tail ends and is closed, with the lines it shows.'],
    [0, 1, '1 tab of a request is closed.'],
    [2, 3, '2 tails end and are closed, with the lines they show.\n3 tabs of requests are closed.'],
  ] as const) {
    it(`of ${tails} tails and ${tabs} tabs is ${words === undefined ? 'nothing' : `“${words}”`}`, () =>
      assert.equal(describeClosing({ tails, tabs }), words));
  }
});
