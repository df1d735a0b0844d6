import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeVisible, splitVisible } from '../../../src/core/payload/visibleText';
import { anyString } from '../json/json';

describe('text that could deceive', () => {
  const cases: [string, string, string][] = [
    ['plain text and emoji are left alone', 'naïve 日本 👩‍👩‍👧‍👦 👍🏽 <b>', 'naïve 日本 👩‍👩‍👧‍👦 👍🏽 <b>'],
    ['line ends and tabs are spelled', 'a\r\n\tb', 'a\\r\\n\\tb'],
    ['controls are spelled', '\u0000\u001b[31m\u007f\u0085', '\\u0000\\u001B[31m\\u007F\\u0085'],
    ['what turns text round is spelled', 'invoice\u202egnp.exe', 'invoice\\u202Egnp.exe'],
    ['what cannot be seen is spelled', 'a\u200bb\ufeff\u2028\u{e0041}', 'a\\u200Bb\\uFEFF\\u2028\\u{E0041}'],
    ['a joiner after which nothing comes is spelled', '👩\u200d', '👩\\u200D'],
    ['a joiner outside emoji is spelled', 'a\u200db', 'a\\u200Db'],
    ['half a surrogate pair is spelled', '\ud83d!\ude00', '\\uD83D!\\uDE00'],
  ];
  for (const [name, text, seen] of cases) it(name, () => assert.equal(makeVisible(text), seen));

  it('is whole again when the marks are read back', () =>
    fc.assert(
      fc.property(anyString(), (text) => {
        const unmarked = splitVisible(text).map((piece) =>
          piece.isMark
            ? piece.text.replace(/\\u\{(\w+)\}/, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
            : piece.text,
        );
        const back = unmarked.map((piece, at) =>
          splitVisible(text)[at]?.isMark === true && piece.startsWith('\\')
            ? (JSON.parse(`"${piece}"`) as string)
            : piece,
        );
        assert.equal(back.join(''), text);
      }),
    ));
});
