import assert from 'node:assert/strict';
import type { LogEntry } from '../../../src/core/fal/types';
import { formatEntry, formatNote, formatRaw } from '../../../src/core/tail/format';

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
      'keeps tabs, accents and emoji',
      { message: 'a\té🎈' },
      '2026-01-02 03:04:05.006 [info] [acme/shop] a\té🎈\n',
    ],
    [
      'stays one category whatever the app is called',
      { app: 'a]\n[b' },
      '2026-01-02 03:04:05.006 [info] [a) (b] hello\n',
    ],
    ['has a category without an app', { app: '' }, '2026-01-02 03:04:05.006 [info] [-] hello\n'],
    ['may be empty', { message: '' }, '2026-01-02 03:04:05.006 [info] [acme/shop] \n'],
  ] as const) {
    it(what, () => assert.equal(formatEntry(entry(part)), line));
  }

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
