import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/base/events';

describe('an event', () => {
  it('is heard by all who listen, until they no longer do', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((value) => heard.push(`first ${value}`));
    emitter.event((value) => heard.push(`second ${value}`));
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    emitter.dispose();
    emitter.fire(3);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });

  it('reaches the next listener though one leaves while it is told', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const leaving = emitter.event(() => leaving.dispose());
    emitter.event((value) => heard.push(value));
    emitter.fire(1);
    assert.deepEqual(heard, [1]);
  });
});
