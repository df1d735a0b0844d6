import assert from 'node:assert/strict';
import fs from 'node:fs';
import { tracebackLines } from '../../../src/core/sample/data/traceback';

describe('a made-up traceback', () => {
  it('points to lines that the demo’s workspace has', () => {
    const lines = tracebackLines('KeyError: 29');
    const frames = lines.flatMap((line, index) => {
      const [, file, number] = /File "\/app\/(.+)", line (\d+)/.exec(line) ?? [];
      return file === undefined ? [] : [{ file, number: Number(number), code: lines[index + 1]?.trim() }];
    });
    assert.ok(frames.length > 0);
    for (const { file, number, code } of frames) {
      const source = fs.readFileSync(`test/demo/workspace/${file}`, 'utf8').split('\n');
      assert.equal(source[number - 1]?.trim(), code);
    }
  });
});
