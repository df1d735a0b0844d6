import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { LineWindow } from '../../../src/core/tail/lineWindow';

describe('the lines a channel keeps', () => {
  it('are all, until there are a quarter too many; then the last ones', () => {
    const window = new LineWindow(() => 4);
    assert.equal(window.add('1\n2\n3\n'), false);
    assert.equal(window.add('4\n5\n'), false);
    assert.equal(window.add('6\n'), true);
    assert.equal(window.text(), '3\n4\n5\n6\n');
    assert.equal(window.dropped, 2);
  });

  it('follow the setting when it changes', () => {
    let most = 100;
    const window = new LineWindow(() => most);
    window.add('a\n'.repeat(50));
    most = 10;
    assert.equal(window.add('b\n'), true);
    assert.equal(window.text(), 'a\n'.repeat(9) + 'b\n');
  });

  it('are always the end of what was written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 })),
        fc.integer({ min: 1, max: 20 }),
        (sizes, most) => {
          const window = new LineWindow(() => most);
          let all = '';
          let next = 0;
          for (const size of sizes) {
            const block = Array.from({ length: size }, () => `${next++}\n`).join('');
            all += block;
            window.add(block);
            const held = window.text();
            assert.ok(all.endsWith(held));
            assert.equal(held.split('\n').length - 1 + window.dropped, next);
            assert.ok(held.split('\n').length - 1 <= Math.max(most * 1.25, most));
            assert.ok(held.split('\n').length - 1 >= Math.min(next, most));
          }
        },
      ),
    );
  });
});
