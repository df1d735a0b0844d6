import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { cutPayloads } from '../../../src/core/fal/payloadTexts';
import { runs } from '../../support/runs';
import { whileSlow } from '../../support/whileSlow';

const cut = async (items: string) => cutPayloads(`{"items":[${items}],"next_cursor":null}`, 'items');

describe('payloads cut out of an answer', () => {
  for (const [what, item, payload] of [
    [
      'a number too long for JSON.parse',
      '{"json_input":196619188014358660}',
      { input: '196619188014358660' },
    ],
    ['both sides', '{"json_input":{"a":1},"json_output":[2]}', { input: '{"a":1}', output: '[2]' }],
    ['without the space around', '{ "json_input" :  {"a" : 1}  , "b":2 }', { input: '{"a" : 1}' }],
    [
      'a text with quotes and backslashes',
      String.raw`{"json_input":"a\"b\\","x":1}`,
      { input: String.raw`"a\"b\\"` },
    ],
    [
      'a text that looks like JSON',
      '{"json_output":"}],{\\"json_input\\":1","x":1}',
      { output: '"}],{\\"json_input\\":1"' },
    ],
    ['repeated keys and odd ones', '{"json_input":{"2":1,"1":2,"1":3}}', { input: '{"2":1,"1":2,"1":3}' }],
    ['neither where fal sent null', '{"json_input":null,"json_output": null }', {}],
    ['neither where there is none', '{"request_id":"json_input","x":[{"json_output":1}]}', {}],
    [
      'none of what lies deeper',
      '{"x":{"json_input":1},"json_output":{"json_input":2}}',
      { output: '{"json_input":2}' },
    ],
    ['a falsy value', '{"json_input":false,"json_output":0}', { input: 'false', output: '0' }],
    ['an empty text', '{"json_output":""}', { output: '""' }],
    ['a name with an escape in it', '{"json\\u005finput":1}', {}],
    ['after a text that holds a colon', '{"a":"b:c","json_input":1}', { input: '1' }],
  ] as const) {
    it(`are ${what}`, async () => {
      assert.deepEqual((await cut(item)).payloads, [payload]);
    });
  }

  it('belong to the item that they stand in', async () => {
    const { payloads, envelope } = await cut('{"json_input":1},{"x":2},{"json_output":{"y":[3]},"z":4}');
    assert.deepEqual(payloads, [{ input: '1' }, {}, { output: '{"y":[3]}' }]);
    assert.equal(
      envelope,
      '{"items":[{"json_input":null},{"x":2},{"json_output":null,"z":4}],"next_cursor":null}',
    );
  });

  it('keep their place beside items that are no objects', async () => {
    const { payloads } = await cut('null,{"json_input":1},"a,b",[2,3],{"json_output":4}');
    assert.deepEqual([payloads[1], payloads[4]], [{ input: '1' }, { output: '4' }]);
  });

  for (const before of [
    '"stats":[{"a":1}]',
    '"links":{"next":{}}',
    '"links":{"json_input":9,"next":{"json_input":9}}',
    '"json_input":9,"json_output":[9]',
    '"results":[{"json_input":9}]',
    '"items":{"0":{"json_input":9}}',
    '"items":[{"json_input":9}]',
    '"a":"items","b":[{"json_input":9}]',
    '"a":{"items":[{"json_input":9}]}',
    '"a":[[["items"]],"items",[{"items":[]}]]',
  ]) {
    it(`belong to the item that they stand in, whatever stands before the items: ${before}`, async () => {
      const after = '"facets":[{"json_input":8},{}],"next_cursor":null';
      const text = `{${before},"items":[{"json_input":1},{"json_output":"x"}],${after}}`;
      const { payloads, envelope } = await cutPayloads(text, 'items');
      assert.deepEqual(payloads, [{ input: '1' }, { output: '"x"' }]);
      assert.deepEqual(JSON.parse(envelope), {
        ...(JSON.parse(`{${before},${after}}`) as object),
        items: [{ json_input: null }, { json_output: null }],
      });
    });
  }

  it('are those of the list that is asked for', async () => {
    const text = '{"items":[{"json_input":1}],"results":[{"json_input":2},{"json_input":3}]}';
    assert.deepEqual((await cutPayloads(text, 'results')).payloads, [{ input: '2' }, { input: '3' }]);
  });

  it('are none of an answer that holds no items, or is cut off', async () => {
    for (const text of ['', '[]', '{"items":[]}', '"items', '{"items":[{"json_input":{"a":"b']) {
      const { envelope, payloads } = await cutPayloads(text, 'items');
      assert.equal(envelope, text);
      assert.ok(payloads.every((payload) => Object.keys(payload).length === 0));
    }
  });

  it('are any JSON, letter for letter, and leave the rest as it was', async () => {
    const anyJson = fc.json({ maxDepth: 3 }).filter((json) => json !== 'null');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyJson, anyJson), { maxLength: 4 }), async (pairs) => {
        const items = pairs.map(([a, b], at) => `{"id":${at},"json_input":${a},"json_output":${b}}`);
        const { envelope, payloads } = await cut(items.join(','));
        assert.deepEqual(
          payloads,
          pairs.map(([input, output]) => ({ input, output })),
        );
        const left = pairs.map((_, id) => ({ id, json_input: null, json_output: null }));
        assert.deepEqual(JSON.parse(envelope), { items: left, next_cursor: null });
      }),
      { numRuns: runs(30) },
    );
  });

  it('let others have their turn while a large one is read', async () => {
    let turns = 0;
    let isRead = false;
    const count = (): void => {
      turns++;
      if (!isRead) setImmediate(count);
    };
    setImmediate(count);
    const text = JSON.stringify('x'.repeat(400_000));
    const { payloads } = await whileSlow(() =>
      cut(`{"json_input":${text},"json_output":${text}},{"json_input":${text}}`),
    );
    isRead = true;
    assert.deepEqual(
      payloads.map(({ input, output }) => [input?.length, output?.length]),
      [
        [400_002, 400_002],
        [400_002, undefined],
      ],
    );
    assert.ok(turns > 0);
  });
});
