import assert from 'node:assert/strict';
import { unwrapTraceback } from '../../../src/core/tail/traceback';

/** As fal's runner prints it: `format_exception`'s chunks, in reverse. */
const wrap = (...chunks: string[]): string => JSON.stringify({ traceback: chunks.reverse().join('') });

const HEADER = 'Traceback (most recent call last):\n';
const frame = (name: string): string =>
  `  File "/app/${name}.py", line 12, in ${name}\n    ${name}()\n    ~~~~^^\n`;

describe('a wrapped traceback', () => {
  for (const [what, chunks] of [
    ['of one exception', [HEADER, frame('outer'), frame('inner'), 'ValueError: bad\n']],
    [
      'without source lines',
      [HEADER, '  File "a.py", line 1, in f\n', '  File "b.py", line 2, in g\n', 'KeyError: 1\n'],
    ],
    [
      'of any name, whose words name another',
      [HEADER, frame('a'), 'app.Boom: two at once\nValueError: one\n'],
    ],
    ['with words of several lines', [HEADER, frame('a'), 'ValueError: one\n  two\n\n    three\nfour\n']],
    [
      'of a recursion',
      [
        HEADER,
        frame('a'),
        '  [Previous line repeated 996 more times]\n',
        frame('b'),
        'RecursionError: deep\n',
      ],
    ],
    [
      'of a chain',
      [
        HEADER,
        frame('a'),
        frame('b'),
        "KeyError: 'x'\n",
        '\nDuring handling of the above exception, another exception occurred:\n\n',
        HEADER,
        frame('c'),
        frame('d'),
        'ValueError: y\n',
        '\nThe above exception was the direct cause of the following exception:\n\n',
        HEADER,
        frame('e'),
        'RuntimeError: z\n',
      ],
    ],
    [
      'whose cause was never raised',
      [
        'ValueError: never raised\n',
        '\nThe above exception was the direct cause of the following exception:\n\n',
        HEADER,
        frame('a'),
        'RuntimeError: z\n',
      ],
    ],
    [
      'of code that cannot be parsed',
      [
        HEADER,
        frame('a'),
        '  File "/app/b.py", line 3\n',
        '    x = = 1\n',
        '        ^\n',
        'SyntaxError: invalid syntax\n',
      ],
    ],
    [
      'with notes on the exceptions',
      [
        HEADER,
        frame('a'),
        'ValueError: one\nand two\n',
        'Try a smaller batch,\n',
        'or see https://fal.ai.\n',
        '\nDuring handling of the above exception, another exception occurred:\n\n',
        HEADER,
        '  File "/app/b.py", line 3\n',
        '    x = = 1\n',
        '        ^\n',
        'SyntaxError: invalid syntax\n',
        'In the file that was sent.\n',
      ],
    ],
    [
      'that quotes that of another process',
      [
        `remote.Traceback: \n"""\n${HEADER}${frame('x')}ValueError: y\n"""\n`,
        '\nThe above exception was the direct cause of the following exception:\n\n',
        HEADER,
        frame('a'),
        'ValueError: y\n',
      ],
    ],
  ] as const) {
    it(`${what} gets Python’s order`, () => {
      assert.equal(unwrapTraceback(wrap(...chunks)), chunks.join(''));
    });
  }

  it('that is in Python’s order already keeps it', () => {
    const text = [HEADER, frame('a'), frame('b'), 'ValueError: bad\n'].join('');
    assert.equal(unwrapTraceback(JSON.stringify({ traceback: text })), text);
  });

  it('of a group of exceptions keeps the order it came in', () => {
    const text =
      '    +------------------------------------\n    | ValueError: a\n  + Exception Group Traceback (most recent call last):\n';
    assert.equal(unwrapTraceback(JSON.stringify({ traceback: text })), text);
  });

  for (const [what, message] of [
    ['cut short', '{"traceback": "ValueError: x\\n  File \\"/app/a'],
    ['no text', '{"traceback": 7}'],
    ['one of more fields', JSON.stringify({ traceback: `ValueError: x\n${HEADER}`, request: 'r' })],
    ['none', '{"traceback": "nothing of that kind"}'],
    ['quoted by other words', `failed: ${wrap(HEADER, frame('a'), 'ValueError: x\n')}`],
    ['a list', '["traceback"]'],
  ] as const) {
    it(`that is ${what} is left as it is`, () => assert.equal(unwrapTraceback(message), undefined));
  }
});
