import assert from 'node:assert/strict';
import type { FalRequest } from '../../../src/core/fal/types';
import { describeMissing } from '../../../src/core/payload/missing';
import type { Pane } from '../../../src/core/payload/view';

const DAY_MS = 86_400_000;
const now = Date.UTC(2026, 8, 1);

/** Each reason by the word that marks it. */
function reasons(pane: Pane, ageMs: number, more: Partial<FalRequest> & { readonly asked?: string } = {}) {
  const { asked, ...rest } = more;
  const endedAt = now - ageMs;
  const request = { requestId: 'id', endpointId: 'a/b', sentAt: endedAt, endedAt, statusCode: 200, ...rest };
  const marks = ['not finished', '30 days', 'not there yet', 'sync_mode', 'X-Fal-Store-IO', 'deleted'];
  return describeMissing(pane, { request, input: asked }, now).reasons.map((reason) =>
    marks.find((mark) => reason.includes(mark)),
  );
}

describe('why a payload may be missing', () => {
  it('right after the request: it may not be there yet', () =>
    assert.deepEqual(reasons('input', 1000), ['not there yet', 'X-Fal-Store-IO', 'deleted']));

  it('days later: it is no longer to come', () =>
    assert.deepEqual(reasons('input', 3 * DAY_MS), ['X-Fal-Store-IO', 'deleted']));

  it('after 30 days: it is likely to be too old', () =>
    assert.deepEqual(reasons('output', 31 * DAY_MS), ['30 days', 'sync_mode', 'X-Fal-Store-IO', 'deleted']));

  it('while it runs: there is no output yet', () =>
    assert.deepEqual(reasons('output', 0, { endedAt: undefined, statusCode: undefined, asked: '{}' }), [
      'not finished',
      'not there yet',
      'X-Fal-Store-IO',
      'deleted',
    ]));

  it('sync_mode only where the input asks for it', () => {
    assert.ok(reasons('output', 0, { asked: '{"sync_mode": true}' }).includes('sync_mode'));
    assert.ok(!reasons('output', 0, { asked: '{"sync_mode": false}' }).includes('sync_mode'));
  });
});
