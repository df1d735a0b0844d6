import assert from 'node:assert/strict';
import { EntryReader } from '../../../src/core/tail/entryReader';
import { sentEntry } from '../../support/sentEntry';

const HEADER = 'Traceback (most recent call last):';
const FRAMES = ['  File "/app/x.py", line 12, in run', '    go(1)', '    ~~^^^'];

const read = (reader: EntryReader, message: string, runner: string, level = 'INFO') =>
  reader.read(sentEntry(message, 0, { level, labels: { fal_job_id: runner } }).entry).level;

/** Those lines that are read as errors, of one runner after another. */
const errorsOf = (lines: readonly string[]): readonly string[] => {
  const reader = new EntryReader();
  return lines.filter((line) => read(reader, line, 'r') === 'error');
};

describe('a traceback that comes line by line', () => {
  for (const [what, lines] of [
    ['after what was logged', ['2026-01-01 12:00:00 ERROR app: failed', HEADER, ...FRAMES, 'ValueError: x']],
    ['of an exception of any name', [HEADER, ...FRAMES, 'httpx.ReadTimeout: timed out']],
    [
      'of one that is named like no error',
      [HEADER, ...FRAMES, 'subprocess.TimeoutExpired: Command ‘x’ timed out'],
    ],
    ['of one of lower case', [HEADER, ...FRAMES, 'socket.timeout: timed out']],
    ['of one that was made in a function', [HEADER, ...FRAMES, '__main__.run.<locals>.Gone: x']],
    ['that leaves the program', [HEADER, ...FRAMES, 'SystemExit: 1']],
    ['of one without words', [HEADER, ...FRAMES, 'Exception']],
    ['of a warning that was raised', [HEADER, ...FRAMES, 'DeprecationWarning: gone soon']],
    [
      'with more words below',
      [HEADER, ...FRAMES, 'RuntimeError: Error(s) in loading state_dict:', '\tMissing key(s): "a".'],
    ],
    [
      'with another while it was handled',
      [
        HEADER,
        ...FRAMES,
        'KeyError: 1',
        '',
        'During handling of the above exception, another exception occurred:',
        '',
        HEADER,
        ...FRAMES,
        'app.Boom: x',
        '',
        'The above exception was the direct cause of the following exception:',
        '',
        HEADER,
        ...FRAMES,
        'app.Bang: y',
      ],
    ],
    [
      'of a group',
      [
        '  + Exception Group Traceback (most recent call last):',
        '  |   File "/app/x.py", line 1, in <module>',
        '  | ExceptionGroup: two (2 sub-exceptions)',
        '  +-+---------------- 1 ----------------',
        `    | ${HEADER}`,
        '    |   File "/app/x.py", line 12, in run',
        '    | app.Boom: x',
        '    +---------------- 2 ----------------',
        '    | app.Bang: y',
        '    +------------------------------------',
      ],
    ],
    ['of a rank among many', [HEADER, ...FRAMES, 'torch.Gone: x'].map((line) => `[rank1]: ${line}`)],
    ['behind words of a log line', [`12:00:00 WARNING app: ${HEADER}`, ...FRAMES, 'httpx.ReadTimeout: x']],
  ] as const) {
    it(`${what} is an error to its end`, () => {
      assert.deepEqual(errorsOf([...lines, 'Loading weights', ...FRAMES]), lines);
    });
  }

  for (const [what, line] of [
    ['plain words', 'Retrying in 5 s'],
    ['a log line', 'INFO:     Application shutdown'],
    ['a progress bar', ' 45%|████▌     | 9/20 [00:03<00:04]'],
    ['a progress bar at its beginning', '  5%|▌         | 1/20 [00:03<00:04]'],
  ] as const) {
    for (const [when, lines] of [
      ['its frames', [HEADER, ...FRAMES]],
      ['its exception', [HEADER, ...FRAMES, 'app.Boom: x']],
      ['a blank line', [HEADER, ...FRAMES, 'app.Boom: x', '']],
    ] as const) {
      it(`ends with ${what} after ${when}`, () => {
        assert.deepEqual(errorsOf([...lines, line, '    indented', '']), lines);
      });
    }
  }

  it('is over with a group, so that a name with a colon is no exception of it', () => {
    const lines = ['  + Exception Group Traceback (most recent call last):', '    +----'];
    assert.deepEqual(errorsOf([...lines, 'Done: 5']), lines);
  });

  it('does not lend its level to another runner’s lines in between', () => {
    const reader = new EntryReader();
    const lines = [
      ['a', HEADER, 'error'],
      ['b', '    indented', 'info'],
      ['a', '  File "/app/x.py", line 12, in run', 'error'],
      ['b', HEADER, 'error'],
      ['a', 'app.Boom: x', 'error'],
      ['b', '  File "/app/y.py", line 1, in run', 'error'],
      ['a', 'plain', 'info'],
      ['b', 'app.Bang: y', 'error'],
    ] as const;
    for (const [runner, line, level] of lines) assert.equal(read(reader, line, runner), level, line);
  });

  it('that is one entry from header to exception leaves the next ones alone', () => {
    assert.deepEqual(errorsOf([[HEADER, ...FRAMES, 'app.Boom: x'].join('\n'), '    indented']).length, 1);
  });

  it('is remembered of the last runners only, however many there are', () => {
    const reader = new EntryReader();
    for (let runner = 0; runner <= 1_000; runner++) read(reader, HEADER, String(runner));
    assert.equal(read(reader, '    go(1)', '0'), 'info');
    assert.equal(read(reader, '    go(1)', '1'), 'error');
    assert.equal(read(reader, '    go(1)', '1000'), 'error');
  });
});

describe('an entry as it is read', () => {
  it('is plain and unwrapped', () => {
    const text = new EntryReader().read(sentEntry('\u001b[31mred\u001b[0m', 0).entry).text;
    assert.equal(text, 'red');
  });
});
