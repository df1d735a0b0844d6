import assert from 'node:assert/strict';
import { readPart } from '../../../src/core/fal/requestPart';

describe('the beginning of an answer with a request', () => {
  const item = '{"request_id":"1","endpoint_id":"a/b","sent_at":"2026-01-01T00:00:00Z","status_code":200';
  const answer = `{"items":[${item},"json_input":{"a":[1,2]},"json_output":{"b":"words","c":[{"d":3}]},"billable_units":2}],"next_cursor":null}`;
  const upTo = (mark: string) => readPart(answer.slice(0, answer.indexOf(mark)));

  for (const [mark, payloads, cut] of [
    ['2]}', { input: '{"a":[1]}' }, { payload: 'input', closed: 2 }],
    [',"json_output', { input: '{"a":[1,2]}' }, { payload: 'input', closed: 0 }],
    ['rds"', { input: '{"a":[1,2]}', output: '{"b":"wo"}' }, { payload: 'output', closed: 1 }],
    ['3}]', { input: '{"a":[1,2]}', output: '{"b":"words","c":[{}]}' }, { payload: 'output', closed: 3 }],
    [
      '}],"next',
      { input: '{"a":[1,2]}', output: '{"b":"words","c":[{"d":3}]}' },
      { payload: 'output', closed: 0 },
    ],
  ] as const)
    it(`tells of the payloads what stands before ${mark}`, async () => {
      const { request, ...part } = (await upTo(mark)) ?? assert.fail('no part');
      assert.deepEqual(part, { ...payloads, cut });
      assert.deepEqual([request.requestId, request.statusCode], ['1', 200]);
    });

  for (const [what, beginning] of [
    ['before the payloads', answer.slice(0, answer.indexOf(',"json_input'))],
    ['after them', answer.slice(0, answer.indexOf('],"next'))],
    ['in what is no JSON', '<html>"{[{[['],
    ['in what is another answer', '{"items":[{"x":{"json_input":[1,2'],
    ['where what tells the request comes after the payloads', '{"items":[{"json_input":[1,2'],
    ['in what is broken already', `{"items":[${item},,"json_input":[1,2`],
    ['before anything', ''],
  ] as const)
    it(`tells nothing where it ends ${what}`, async () => assert.equal(await readPart(beginning), undefined));
});
