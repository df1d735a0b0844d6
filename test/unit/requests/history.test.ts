import assert from 'node:assert/strict';
import { RequestHistory } from '../../../src/core/requests/requestHistory';
import { burst, request } from './smallFal';

const IMAGE = 'acme/image';
const RANGE = { end: '2026-03-14T14:00:00.000Z' };
const rowsOf = (history: RequestHistory) =>
  history.stretches.map(({ rows }) => Array.from(rows, ({ requestId }) => requestId).join(' '));

describe('the loaded requests of an endpoint', () => {
  const first = burst('r', IMAGE, '2026-03-14T13:00:00Z', 3);
  const older = burst('o', IMAGE, '2026-03-14T12:00:00Z', 2);
  let history: RequestHistory;
  beforeEach(() => {
    history = new RequestHistory();
    history.takeFirstPage({ items: first, nextCursor: 'two' }, RANGE);
  });
  const mark = () => history.stretches[0]?.more ?? assert.fail('There is no mark.');

  it('stand once, however often a page names them', () => {
    history.takeFirstPage({ items: [...first, ...first], nextCursor: 'two' }, RANGE);
    assert.deepEqual(rowsOf(history), ['r-3 r-2 r-1']);
  });

  it('are left alone by a page that was asked for by an outdated mark', () => {
    assert.deepEqual(history.takeNextPage({ ...mark() }, { items: older }), []);
    assert.deepEqual(rowsOf(history), ['r-3 r-2 r-1']);
  });

  it('read otherwise where the next page tells more of one', () => {
    const [last = assert.fail()] = first.slice(-1);
    const page = { items: [{ ...last, statusCode: 500 }, ...older] };
    assert.deepEqual(history.takeNextPage(mark(), page), ['r-1']);
    assert.deepEqual(rowsOf(history), ['r-3 r-2 r-1 o-2 o-1']);
    assert.equal(history.find('r-1')?.statusCode, 500);
  });

  it('stay where they are while they run, where fal lists them by when they were sent', () => {
    const running = request('running', IMAGE, '2026-03-14T12:59:00Z', { endedAt: undefined });
    const top = first.slice(0, 2);
    history.clear();
    history.takeFirstPage({ items: [...top, running, ...older] }, RANGE);
    const fresh = request('new', IMAGE, '2026-03-14T13:30:00Z');
    const { gone } = history.takeFirstPage({ items: [fresh, ...top], nextCursor: 'two' }, RANGE);
    assert.deepEqual(rowsOf(history), ['new r-3 r-2 running o-2 o-1']);
    assert.deepEqual(gone, []);
  });

  it('fall out of a range by their end, or by when they were sent while they run', () => {
    const running = request('running', IMAGE, '2026-03-14T11:00:00Z', { endedAt: undefined });
    history.takeFirstPage({ items: [running, ...first, ...older] }, RANGE);
    history.forgetBefore(Date.parse('2026-03-14T12:30:00Z'));
    assert.deepEqual(rowsOf(history), ['r-3 r-2 r-1']);
    assert.equal(history.find('running'), undefined);
  });

  it('keep none of a thousand that run when the oldest have to go, for no time leads back to them', () => {
    const running = Array.from({ length: 1_101 }, (_, at) =>
      request(`running-${at}`, IMAGE, '2026-03-14T13:30:00Z', { endedAt: undefined }),
    );
    const endless = new RequestHistory();
    endless.takeFirstPage({ items: running }, RANGE);
    endless.trim();
    assert.deepEqual(rowsOf(endless), []);
    assert.equal(endless.find('running-0'), undefined);
  });
});
