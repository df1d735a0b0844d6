import assert from 'node:assert/strict';
import type { FalRequest } from '../../../src/core/fal/types';
import { RequestHistory } from '../../../src/core/requests/requestHistory';
import { request } from './smallFal';

/** `a@12:05` is a request that ended then, `a@` one that runs. */
const row = (name: string): FalRequest => {
  const [id = '', ended = ''] = name.split('@');
  const runs = { endedAt: undefined, statusCode: undefined };
  return request(id, 'acme/image', `2026-03-14T${ended || '11:00'}:00Z`, ended === '' ? runs : {});
};
const page = (names: string, nextCursor?: string) => ({ items: names.split(' ').map(row), nextCursor });

describe('a page that fills a gap between loaded requests', () => {
  let history: RequestHistory;
  beforeEach(() => (history = new RequestHistory()));

  const load = (...pages: readonly string[]): void => {
    for (const names of pages) {
      history.takeFirstPage(page(names, 'more'), { end: '2026-03-14T14:00:00.000Z' });
    }
  };
  const fill = (names: string, nextCursor?: string, gap = 0): void => {
    const mark = history.stretches[gap]?.more ?? assert.fail('There is no gap.');
    history.takeNextPage(mark, page(names, nextCursor));
  };
  /** The stretches, a gap between each and the next. */
  const shown = (): string =>
    history.stretches.map(({ rows }) => Array.from(rows, ({ requestId }) => requestId).join(' ')).join(' | ');
  const ends = (): boolean => history.stretches.at(-1)?.more === undefined;

  it('closes it, with one that fal recorded late between two that are loaded', () => {
    load('b1@12:00 b2@11:58', 'a1@12:05 a2@12:04');
    assert.equal(shown(), 'a1 a2 | b1 b2');
    fill('g1@12:01 b1@12:00 late@11:59 b2@11:58', 'more');
    assert.equal(shown(), 'a1 a2 g1 b1 late b2');
  });

  it('keeps what is loaded below it, and the mark at its end', () => {
    load('b1@12:00 b2@11:58 b3@11:57', 'a1@12:05');
    fill('g1@12:01 b1@12:00 late@11:59', 'other');
    assert.equal(shown(), 'a1 g1 b1 late b2 b3');
    assert.equal(history.stretches[0]?.more?.cursor, 'more');
  });

  it('leads on by its own mark where it reaches below all that is loaded', () => {
    load('b1@12:00', 'a1@12:05');
    fill('g1@12:01 b1@12:00 c1@11:50', 'other');
    assert.equal(shown(), 'a1 g1 b1 c1');
    assert.equal(history.stretches[0]?.more?.cursor, 'other');
  });

  it('closes every gap that it reaches across', () => {
    load('c1@11:40 c2@11:30', 'b1@12:00', 'a1@12:05');
    fill('g1@12:01 b1@12:00 h1@11:50 c1@11:40 late@11:35', 'other');
    assert.equal(shown(), 'a1 g1 b1 h1 c1 late c2');
  });

  it('may begin with the last above it, and one that fal recorded late there', () => {
    load('b1@12:00', 'a1@12:05 a2@12:03');
    fill('late@12:04 a2@12:03 g1@12:01', 'other');
    assert.equal(shown(), 'a1 late a2 g1 | b1');
  });

  it('leaves it open where it holds but one of those below that has ended since', () => {
    load('runs@ b1@12:00', 'a1@12:05');
    fill('g1@12:03 runs@12:02 g2@12:01', 'other');
    assert.equal(shown(), 'a1 g1 runs g2 | b1');
    fill('g3@12:00 b1@12:00');
    assert.equal(shown(), 'a1 g1 runs g2 g3 b1');
  });

  it('leaves on top what still runs', () => {
    load('b1@12:00', 'runs@ a1@12:05');
    fill('runs@ g1@12:01 b1@12:00', 'other');
    assert.equal(shown(), 'runs a1 g1 b1');
  });

  it('moves what ran on top to where it has ended, however far above', () => {
    load('runs@ a1@12:05 a2@12:04');
    fill('b1@12:03', 'more');
    fill('runs@12:02', 'more');
    assert.equal(shown(), 'a1 a2 b1 runs');
  });

  it('closes it where fal has no more, though it holds none of those below', () => {
    load('b1@12:00', 'a1@12:05');
    fill('g1@12:01');
    assert.equal(shown(), 'a1 g1 b1');
    assert.equal(ends(), false);
  });
});
