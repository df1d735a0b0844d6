import assert from 'node:assert/strict';
import type { LogEntry } from '../../../src/core/fal/types';
import { formatEntry, formatNote, formatRaw } from '../../../src/core/tail/format';
import { formatRecord } from '../../../src/core/tail/formatRecord';
import { sentEntry } from '../../support/sentEntry';

const time = new Date(2026, 0, 2, 3, 4, 5, 6).getTime();
const entry = (part: Partial<LogEntry>): LogEntry => ({
  time,
  timestamp: '',
  level: 'info',
  message: 'hello',
  app: 'acme/shop',
  revision: '',
  labels: {},
  ...part,
});

describe('a line in a tail', () => {
  for (const [what, part, line] of [
    ['has local time, level and app', {}, '2026-01-02 03:04:05.006 [info] [acme/shop] hello\n'],
    [
      'shows the effective level',
      { message: 'ERROR: x' },
      '2026-01-02 03:04:05.006 [error] [acme/shop] ERROR: x\n',
    ],
    [
      'indents what follows the first line',
      { message: 'a\nb\r\nc\n' },
      '2026-01-02 03:04:05.006 [info] [acme/shop] a\n    b\n    c\n',
    ],
    [
      'loses its colours',
      { message: '\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007' },
      '2026-01-02 03:04:05.006 [info] [acme/shop] red link\n',
    ],
    [
      'keeps the last state of a progress bar',
      { message: ' 10%|#\r 50%|###\r100%|#####\r' },
      '2026-01-02 03:04:05.006 [info] [acme/shop] 100%|#####\n',
    ],
    [
      'shows what would hide or turn text',
      { message: 'a\u0000b\u202Ec\u0085' },
      '2026-01-02 03:04:05.006 [info] [acme/shop] a␀b<U+202E>c<U+0085>\n',
    ],
    [
      'keeps tabs, accents, emoji and their joiners',
      { message: 'a\té🎈👩‍👩‍👧 ⚠️' },
      '2026-01-02 03:04:05.006 [info] [acme/shop] a\té🎈👩‍👩‍👧 ⚠️\n',
    ],
    [
      'stays one category whatever the app is called',
      { app: 'a]\n[b' },
      '2026-01-02 03:04:05.006 [info] [a) (b] hello\n',
    ],
    ['has a category without an app', { app: '' }, '2026-01-02 03:04:05.006 [info] [-] hello\n'],
    [
      'unwraps a traceback, in Python’s order and indented',
      {
        message: JSON.stringify({
          traceback:
            'ValueError: x\n  File "b.py", line 2, in g\n    h()\n  File "a.py", line 1, in f\n    g()\nTraceback (most recent call last):\n',
        }),
      },
      [
        '2026-01-02 03:04:05.006 [error] [acme/shop] Traceback (most recent call last):',
        '      File "a.py", line 1, in f',
        '        g()',
        '      File "b.py", line 2, in g',
        '        h()',
        '    ValueError: x',
        '',
      ].join('\n'),
    ],
    [
      'leaves out the labels, which repeat it',
      { labels: { message: 'hello', fal_request_id: 'r', big: 'x'.repeat(10_000) } },
      '2026-01-02 03:04:05.006 [info] [acme/shop] hello\n',
    ],
    ['may be empty', { message: '' }, '2026-01-02 03:04:05.006 [info] [acme/shop] \n'],
  ] as const) {
    it(what, () => assert.equal(formatEntry(entry(part)), line));
  }

  it('takes the level that was found before', () => {
    assert.match(formatEntry(entry({ message: 'ERROR: x' }), { level: 'debug' }), / \[debug\] /);
  });

  it('over 16 KB is cut, and says how much is missing', () => {
    const line = formatEntry(entry({ message: `short\n${'x'.repeat(20_000)}\nshort` })).split('\n');
    assert.equal(line[1], `    ${'x'.repeat(16_384)}… (3,616 more characters)`);
    assert.equal(line[2], '    short');
    const byOne = formatEntry(entry({ message: `short\n${'x'.repeat(16_385)}` }));
    assert.match(byOne, /x… \(1 more character\)\n$/);
  });

  it('over 16 KB is whole where it is saved, be it an entry’s or none’s', () => {
    const long = 'x'.repeat(20_000);
    for (const recorded of [sentEntry(`short\n${long}`, time), { kind: 'raw', time, text: long } as const]) {
      assert.ok(formatRecord(recorded, { isWhole: true }).endsWith(`${long}\n`));
      assert.match(formatRecord(recorded), /x… \(3,616 more characters\)\n$/);
    }
  });

  it('is never cut in the middle of a character', () => {
    for (const shift of ['', 'x']) {
      const line = formatEntry(entry({ message: shift + '🎈'.repeat(10_000) }));
      assert.doesNotMatch(line.slice(-40), /[\ud800-\udbff](?![\udc00-\udfff])/);
      assert.match(line.slice(-30), /🎈… \(3,61[68] more characters\)\n$/);
    }
  });

  it('of the tail itself stands under its own category', () => {
    assert.equal(
      formatNote(time, 'warning', 'Connection lost.'),
      '2026-01-02 03:04:05.006 [warning] [tail] Connection lost.\n',
    );
  });

  it('that is no log entry is shown as it came', () => {
    assert.equal(formatRaw(time, '<html>'), '2026-01-02 03:04:05.006 [info] [-] <html>\n');
  });
});
