import assert from 'node:assert/strict';
import { entry, fails, lost, NOW, startTails } from './tailOver';

describe('what a tail has not shown', () => {
  const start = startTails();

  it('finds what history took in late, and shows it', async () => {
    const { clock, seen, sent } = start({ held: true });
    await clock.tickAsync(2_000);
    const late = entry('late', NOW - 1);
    sent.push(late);
    await clock.tickAsync(11_000);
    assert.deepEqual(seen, ['late']);
  });

  for (const [what, fail, words] of [
    ['fails', true, /^\[warning\] Lines between .* and .* may be missing\. .*cannot be reached: reset/],
    [
      'is still behind',
      false,
      /^\[warning\] Lines between .* may be missing: fal’s history does not reach that far\./,
    ],
  ] as const) {
    it(`says which lines may be missing when history ${what}`, async () => {
      const { clock, seen, history } = start({
        items: [entry('one', NOW + 1_001)],
        held: true,
        isUnknownToHistory: true,
      });
      await clock.tickAsync(2_000);
      if (fail) history.failure = lost;
      await clock.tickAsync(180_000);
      assert.equal(seen[0], 'one');
      assert.match(seen[1] ?? '', words);
    });
  }

  it('finds what history took in while it was stopped, once it runs again', async () => {
    const { clock, seen, sent, tail } = start(
      { items: [entry('one', NOW + 1_001)], held: true, isUnknownToHistory: true },
      { items: [entry('one', NOW + 1_001)], held: true },
    );
    await clock.tickAsync(2_000);
    tail.stop();
    await clock.tickAsync(600_000);
    sent.push(entry('missed', NOW - 200_000));
    assert.deepEqual(seen, ['one']);
    void tail.run();
    await clock.tickAsync(70_000);
    assert.deepEqual(seen, ['one', 'missed']);
  });

  it('asks no more, and says no more of what may be missing, once it has ended on an error', async () => {
    const { clock, seen, tail, history } = start(
      { items: [entry('one', NOW + 1_001)], breaks: lost },
      { refuses: fails({ kind: 'needsKey', reason: 'rejected' }) },
    );
    history.failure = fails({ kind: 'needsKey', reason: 'rejected' });
    await clock.tickAsync(2_000);
    assert.equal(tail.state.kind, 'ended');
    const { length } = seen;
    const asked = history.asked;
    await clock.tickAsync(200_000);
    assert.deepEqual([seen.length, history.asked], [length, asked]);
  });

  it('says nothing more of a gap once it was stopped', async () => {
    const { clock, seen, tail, history } = start({ held: true });
    await clock.tickAsync(2_000);
    history.failure = lost;
    tail.stop();
    await clock.tickAsync(20_000);
    assert.deepEqual(seen, []);
  });
});
