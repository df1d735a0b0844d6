import assert from 'node:assert/strict';
import { toPlainText } from '../../../src/core/tail/plainText';

describe('a program’s output as plain text', () => {
  for (const [what, output, plain] of [
    ['keeps what is plain', 'a\tb\nc é — 🎈', 'a\tb\nc é — 🎈'],
    ['loses colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['loses colours of 24 bits, by colons too', '\u001b[38:2::255:0:0mred\u001b[m', 'red'],
    ['loses cursor moves and erasing', 'a\u001b[2K\u001b[1Gb\u001b[?25l', 'ab'],
    ['loses character sets', '\u001b(Ba\u001b)0', 'a'],
    ['loses titles and links, ended either way', '\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b', 'ab'],
    ['loses two-letter sequences', '\u001b7a\u001b8\u001bM\u001b=', 'a'],
    ['loses colours in one byte', '\u009b31mred\u009b0m', 'red'],
    ['keeps what follows a sequence that never ends', '\u001b]0;title and more', '␛]0;title and more'],
    ['keeps what follows one cut short', 'a\u001b[3', 'a␛[3'],
    ['keeps the last state of a bar', ' 10%|#\r 50%|##\r100%|###', '100%|###'],
    ['keeps it with a last return', '\r 10%|#\r 50%|##\r', ' 50%|##'],
    ['keeps it with erasing in between', '\u001b[2K 10%\r\u001b[2K 50%', ' 50%'],
    ['keeps it in each line', 'a\rb\nc\rd\r\n', 'b\nd\n'],
    ['takes a run of returns in one go', `${'\r'.repeat(200_000)}x`, 'x'],
    ['takes Windows line ends', 'a\r\nb\r\r\nc', 'a\nb\nc'],
    ['shows controls', 'a\u0000\u0007\u0008\u001b\u007f', 'a␀␇␈␛<U+007F>'],
    ['shows what turns text', 'a\u202eb\u2066c\u061cd\u200e', 'a<U+202E>b<U+2066>c<U+061C>d<U+200E>'],
    [
      'shows what hides or breaks',
      'a\u200bb\u00adc\ufeffd\u2028e\u2060',
      'a<U+200B>b<U+00AD>c<U+FEFF>d<U+2028>e<U+2060>',
    ],
    ['shows text hidden in tags', 'a\u{e0041}', 'a<U+E0041>'],
    ['shows half characters', 'a\ud83db\udf88', 'a<U+D83D>b<U+DF88>'],
    ['keeps joined emoji and scripts that join', '👩‍👩‍👧 می‌خواهم', '👩‍👩‍👧 می‌خواهم'],
  ] as const) {
    it(what, () => assert.equal(toPlainText(output), plain));
  }
});
