import assert from 'node:assert/strict';
import { findToGoOn, isBlank, type KnownTail } from '../../../src/core/tail/sameTail';

const tail = (life: Partial<KnownTail['life']> = {}, until?: string): KnownTail => ({
  filter: { until },
  life: { state: { kind: 'live' }, isStopped: false, canGoOn: true, ...life },
  transcript: { figures: { received: 3 } },
});
const ended = { state: { kind: 'ended', at: 0 }, isStopped: true } as const;

describe('tailing the same once more', () => {
  it('shows the one that runs, though others of it have ended before', () => {
    const running = tail();
    assert.equal(findToGoOn([tail(ended), running]), running);
  });

  it('begins anew where it was stopped, or is about to be', () => {
    assert.equal(findToGoOn([tail(ended), tail({ isStopped: true })]), undefined);
  });

  it('reads a range on that was stopped before its end, and one that was read whole anew', () => {
    const cut = tail(ended, '1h');
    assert.equal(findToGoOn([tail({ ...ended, canGoOn: false }, '1h'), cut]), cut);
    assert.equal(findToGoOn([tail({ ...ended, canGoOn: false }, '1h')]), undefined);
  });

  it('takes the place of one that had nothing to show, and of no other', () => {
    assert.ok(isBlank({ ...tail(ended), transcript: { figures: { received: 0 } } }));
    assert.ok(!isBlank(tail(ended)));
  });
});
