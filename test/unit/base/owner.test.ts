import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/base/events';
import { Owner } from '../../../src/core/base/owner';

describe('an owner', () => {
  it('releases what it owns last-in first-out, once', () => {
    const released: string[] = [];
    const owner = new Owner();
    for (const name of ['log', 'store', 'view']) owner.own({ dispose: () => void released.push(name) });
    owner.dispose();
    owner.dispose();
    assert.deepEqual(released, ['view', 'store', 'log']);
  });

  it('releases at once what comes after its end', () => {
    let isReleased = false;
    const owner = new Owner();
    owner.dispose();
    owner.own({ dispose: () => void (isReleased = true) });
    assert.ok(isReleased);
  });
});

describe('an event', () => {
  it('reaches every listener but those that left, also when one leaves while it is told', () => {
    const heard: string[] = [];
    const emitter = new Emitter<string>();
    const first = emitter.event((word) => {
      heard.push(`first ${word}`);
      first.dispose();
    });
    emitter.event((word) => heard.push(`second ${word}`));
    emitter.fire('a');
    emitter.fire('b');
    assert.deepEqual(heard, ['first a', 'second a', 'second b']);
  });
});
