import assert from 'node:assert/strict';
import { Expected, identifyKnown, toKnown } from '../../../src/core/tail/expected';
import { sentAt } from './logText';

describe('entries that may come once more', () => {
  it('may come as often as they were added, and no oftener', () => {
    const expected = new Expected();
    const sent = sentAt(1000, 'x');
    expected.add(toKnown(sent));
    expected.add(toKnown(sent));
    assert.equal(expected.total, 2);
    assert.deepEqual([expected.take(sent.entry), expected.has(sent.entry), expected.total], [true, true, 1]);
    assert.deepEqual([expected.take(sent.entry), expected.has(sent.entry), expected.total], [true, false, 0]);
    assert.deepEqual([expected.take(sent.entry), expected.total], [false, 0]);
  });

  it('are told apart within one instant, also those added after the first was looked for', () => {
    const expected = new Expected();
    expected.add(toKnown(sentAt(1000, 'x')));
    assert.equal(expected.has(sentAt(1000, 'y').entry), false);
    expected.add(toKnown(sentAt(1000, 'y')));
    assert.equal(expected.has(sentAt(1000, 'y').entry), true);
    assert.equal(expected.has(sentAt(1000, 'x').entry), true);
    assert.equal(expected.has(sentAt(2000, 'x').entry), false);
    assert.equal(expected.take(sentAt(2000, 'x').entry), false);
    assert.equal(expected.total, 2);
  });

  it('are told apart where they are long, of which little is kept', () => {
    const long = (end: string) => sentAt(1000, `${'x'.repeat(50_000)}${end}`);
    const expected = new Expected();
    const known = toKnown(long('1'));
    assert.ok(JSON.stringify(known).length < 500);
    expected.add(known);
    assert.equal(expected.take(long('2').entry), false);
    assert.equal(expected.take(long('1').entry), true);
    assert.equal(expected.total, 0);
  });

  it('are known again whichever of two ways of writing was long', () => {
    const labels = { note: 'é'.repeat(600) };
    const { entry } = sentAt(1000, 'x', { labels });
    const escaped = { kind: 'entry', entry, json: `{"long": "${'\\u00e9'.repeat(600)}"}` } as const;
    const expected = new Expected();
    expected.add(toKnown(escaped));
    assert.equal(expected.take(entry), true);
  });

  it('are known by their JSON where that is no entry', () => {
    assert.equal(identifyKnown({ json: '{}', identity: undefined }), '{}');
  });
});
