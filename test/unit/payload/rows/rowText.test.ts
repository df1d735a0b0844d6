import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readString, readStringStart } from '../../../../src/core/json/strings';
import { openPane } from '../../../../src/core/payload/rows/paneRows';
import { TextRows } from '../../../../src/core/payload/rows/textRows';
import { anyString } from '../../json/json';

const rowsOf = async (text: string) => {
  const pane = await openPane(text, 'en');
  return pane.window(0, 50).rows.map(({ key, text: shown, cut }) => [key, shown, cut]);
};

describe('a row’s words', () => {
  it('are the value as sent', async () =>
    assert.deepEqual(await rowsOf('{"a":1.50,"b":"x\\ny","c":[],"d":{},"e":null,"f":-0}'), [
      ['a', '1.50', undefined],
      ['b', 'x\ny', undefined],
      ['c', 'no items', undefined],
      ['d', 'no fields', undefined],
      ['e', 'null', undefined],
      ['f', '-0', undefined],
    ]));

  it('count what a container holds', async () =>
    assert.deepEqual(
      (await rowsOf('{"a":{"x":1},"b":{"x":1,"y":2},"c":[1],"d":[1,2]}'))
        .filter(([key]) => /[a-d]/.test(String(key)))
        .map(([, shown]) => shown),
      ['1 field', '2 fields', '1 item', '2 items'],
    ));

  it('are whole where only the escapes are long', async () =>
    assert.deepEqual((await rowsOf(`["${'\\u00e9'.repeat(100)}"]`))[0], ['0', 'é'.repeat(100), undefined]));

  it('are cut where long, with the whole length', async () => {
    const [key, shown, cut] = (await rowsOf(`{"a":"${'\\u00e9'.repeat(5000)}"}`))[0] ?? [];
    assert.deepEqual([key, shown, cut], ['a', 'é'.repeat(400), '5,000 characters']);
    assert.equal((await rowsOf('9'.repeat(5000)))[0]?.[2], '5,000 characters');
  });

  it('tell of a cut key beside the value, which is whole', async () => {
    const pane = await openPane(`{"${'k'.repeat(3000)}":5}`, 'en');
    const [row] = pane.window(0, 1).rows;
    assert.deepEqual(
      [row?.key, row?.keyCut, row?.text, row?.cut],
      ['k'.repeat(120), '3,000 characters', '5', undefined],
    );
  });

  it('give back the whole value where it is copied', async () => {
    const pane = await openPane(`["${'\\n'.repeat(5000)}",[1, 2.0]]`);
    const [text, list] = pane.window(0, 2).rows;
    assert.equal(await pane.copyRow(text?.id ?? -1, 'value'), '\n'.repeat(5000));
    assert.equal(await pane.copyRow(text?.id ?? -1, 'json'), `"${'\\n'.repeat(5000)}"`);
    assert.equal(await pane.copyRow(list?.id ?? -1, 'value'), '[1, 2.0]');
    assert.equal(await pane.copyRow(list?.id ?? -1, 'path'), '[1]');
    assert.equal(await pane.copyRow(999, 'value'), undefined);
  });
});

describe('the start of a string', () => {
  it('is what the string means, cut at no half of a pair', () =>
    fc.assert(
      fc.property(anyString(), fc.nat(20), (meant, limit) => {
        const token = JSON.stringify(meant);
        const start = readStringStart(` ${token} `, 1, 1 + token.length, limit);
        assert.ok(meant.startsWith(start));
        assert.ok(start.length <= limit && start.length >= Math.min(meant.length, limit) - 1);
        assert.equal(readString(token), meant);
      }),
    ));
});

describe('a text that is not JSON', () => {
  it('is kept whole, in rows of bounded length', () =>
    fc.assert(
      fc.asyncProperty(anyString(), fc.nat(3), async (piece, more) => {
        const text = `${piece}\n${'ab😀'.repeat(more * 200)}\r\nend`;
        const rows = await TextRows.of(text);
        const seen = rows.rows(0, rows.total);
        assert.equal(seen.length, rows.total);
        assert.equal(seen.join('').replace(/\r?\n/g, ''), text.replace(/\r?\n/g, ''));
        assert.ok(seen.every((row) => row.length <= 401));
      }),
    ));
});
