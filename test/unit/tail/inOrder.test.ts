import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { inOrder } from '../../../src/core/tail/inOrder';
import type { Recorded } from '../../../src/core/tail/record';
import { sentEntry } from '../../support/sentEntry';
import { readingOf } from './readingOf';

const entry = (time: number, name = String(time)): Recorded => sentEntry(name, time);
const late = (time: number, name = `${time} late`): Recorded => ({ ...sentEntry(name, time), isLate: true });
const note = (text: string): Recorded => ({ kind: 'note', time: 0, level: 'info', text });

async function order(recorded: readonly Recorded[], mostHeld?: number): Promise<string[]> {
  const names: string[] = [];
  for await (const batch of inOrder(readingOf(recorded), mostHeld))
    for (const each of batch) names.push(each.kind === 'entry' ? each.entry.message : each.text);
  return names;
}

describe('a session in the server’s order', () => {
  it('has late entries where they belong', async () => {
    assert.deepEqual(await order([entry(1), entry(3), late(2), entry(4), late(0), late(9)]), [
      '0 late',
      '1',
      '2 late',
      '3',
      '4',
      '9 late',
    ]);
  });

  it('has them after those of the same moment, in the order they came', async () => {
    assert.deepEqual(await order([entry(1, 'a'), entry(2), late(1, 'b'), late(1, 'c')]), [
      'a',
      'b',
      'c',
      '2',
    ]);
  });

  it('has what the tail itself said where it was said', async () => {
    assert.deepEqual(await order([entry(1), note('lost'), entry(5), note('back'), late(3)]), [
      '1',
      'lost',
      '3 late',
      '5',
      'back',
    ]);
  });

  it('is the same, however few late entries are held at a time', async () => {
    const times = fc.array(fc.tuple(fc.nat(9), fc.boolean()), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 1, max: 4 }), async (pairs, mostHeld) => {
        const inTime = pairs.filter(([, isLate]) => !isLate).sort(([a], [b]) => a - b);
        const recorded = [
          ...inTime.map(([time], index) => entry(time, `${time} 0 ${index}`)),
          ...pairs.filter(([, isLate]) => isLate).map(([time], index) => late(time, `${time} 1 ${index}`)),
        ];
        const expected = recorded.map((each) => (each.kind === 'entry' ? each.entry.message : ''));
        const rank = (name: string): number => {
          const [time = 0, isLate = 0, index = 0] = name.split(' ').map(Number);
          return time * 1e6 + isLate * 1e3 + index;
        };
        expected.sort((a, b) => rank(a) - rank(b));
        assert.deepEqual(await order(recorded, mostHeld), expected);
      }),
    );
  });
});
