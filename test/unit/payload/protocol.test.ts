import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPageState, type PageState } from '../../../src/core/payload/pageState';
import { readFact, readWish } from '../../../src/core/payload/protocol';
import { pageWords } from '../../../src/core/payload/words';

const ref = { requestId: 'id', endpointId: 'a/b', source: 'owned' as const };

describe('what comes over the wall between panel and page', () => {
  it('is taken when it is a message', () => {
    const wish = { type: 'toggle', showing: 1, pane: 'input', id: 7, isExpanded: true, from: 0, count: 50 };
    assert.deepEqual(readWish(wish), wish);
    const fact = { type: 'began', showing: 0, words: pageWords(), ref, isKept: false };
    assert.deepEqual(readFact(fact), fact);
  });

  const refused: [string, unknown][] = [
    ['nothing', undefined],
    ['a text', 'ready'],
    ['an unknown type', { type: 'eval', code: '1' }],
    ['a prototype’s name', { type: '__proto__' }],
    ['a pane there is not', { type: 'askRows', showing: 1, pane: 'toString', from: 0, count: 1 }],
    ['a negative place', { type: 'askRows', showing: 1, pane: 'input', from: -1, count: 1 }],
    ['a broken place', { type: 'askRows', showing: 1, pane: 'input', from: 0.5, count: 1 }],
    ['no end of rows', { type: 'askRows', showing: 1, pane: 'input', from: 0, count: 1e9 }],
    ['a fact from the page', { type: 'copied', showing: 1, pane: 'input' }],
  ];
  for (const [name, message] of refused)
    it(`is dropped when it is ${name}`, () => assert.equal(readWish(message), undefined));

  it('never throws, whatever it is', () =>
    fc.assert(
      fc.property(fc.anything(), (message) => {
        readWish(message);
        readFact(message);
        readPageState(message);
      }),
    ));
});

describe('what a page kept over a reload', () => {
  const state: PageState = {
    ref,
    toggled: { input: [[1, true]], output: [] },
    firstRow: { input: 0, output: 9 },
  };

  it('is used when it is whole', () => assert.deepEqual(readPageState({ ...state, more: 1 }), state));

  it('is dropped when it is not', () => {
    for (const broken of [
      null,
      {},
      { ...state, ref: { ...ref, source: 'theirs' } },
      { ...state, firstRow: {} },
    ])
      assert.equal(readPageState(broken), undefined);
  });
});
