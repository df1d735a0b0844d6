import assert from 'node:assert/strict';
import { effectiveLevel, levelNamed } from '../../../src/core/tail/level';

describe('the level of a line', () => {
  for (const [falLevel, message, level] of [
    ['info', 'Loading weights', 'info'],
    ['INFO', '2026-01-01 12:00:00 ERROR my_app: boom', 'error'],
    ['info', '2026-01-01 12:00:00,123 - WARNING - slow', 'warning'],
    ['info', '2026-01-01T12:00:00Z CRITICAL out of memory', 'error'],
    ['info', 'ERROR: boom', 'error'],
    ['info', '[ERROR] boom', 'error'],
    ['info', 'INFO:TRYON:Preprocessing images...', 'info'],
    ['info', 'WARNING: slow', 'warning'],
    ['info', 'DEBUG details', 'debug'],
    ['info', 'Traceback (most recent call last):', 'error'],
    ['info', 'ValueError: bad shape', 'error'],
    ['info', 'torch.cuda.OutOfMemoryError: CUDA out of memory', 'error'],
    ['info', '{"traceback": "ValueError: x"}', 'error'],
    ['info', 'no error so far', 'info'],
    ['info', 'An Error occurred while the Exception was handled', 'info'],
    ['info', 'ERRORS: 0', 'info'],
    ['info', 'prompt: WARNING sign on a road', 'info'],
    ['error', 'plain words', 'error'],
    ['error', 'INFO: not so bad', 'error'],
    ['warn', 'careful', 'warning'],
    ['CRITICAL', 'gone', 'error'],
    ['STDERR', 'something', 'info'],
    ['STDOUT', 'ERROR: boom', 'error'],
    ['', '', 'info'],
    ['debug', 'ERROR: boom', 'error'],
  ] as const) {
    it(`${falLevel || 'none'} “${message}” reads as ${level}`, () => {
      assert.equal(effectiveLevel(falLevel, message), level);
    });
  }

  it('is known by any of its names, in any case', () => {
    assert.equal(levelNamed('Warn'), 'warning');
    assert.equal(levelNamed('FATAL'), 'error');
    assert.equal(levelNamed('stderr'), undefined);
    assert.equal(levelNamed('constructor'), undefined);
  });
});
