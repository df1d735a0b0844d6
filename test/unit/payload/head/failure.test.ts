import assert from 'node:assert/strict';
import fc from 'fast-check';
import { explainFailure } from '../../../../src/core/payload/head/failure';
import { indexOf, jsonText } from '../../json/json';

const explain = async (output: string) =>
  explainFailure(await indexOf(output)).map(({ field, text }) =>
    field === undefined ? text : `${field}: ${text}`,
  );

describe('why a request failed', () => {
  const cases: [string, string, string[]][] = [
    [
      'a validation error names its field',
      '{"detail":[{"loc":["body","prompt"],"msg":"Field required","type":"missing"}]}',
      ['prompt: Field required'],
    ],
    [
      'a field within fields is named by its path',
      '{"detail":[{"loc":["body","loras",0,"path"],"msg":"Too long"},{"loc":["body","input.image_urls"],"msg":"No"}]}',
      ['loras[0].path: Too long', 'input.image_urls: No'],
    ],
    [
      'a model error without a message has its type',
      '{"detail":[{"type":"no_media_generated"}]}',
      ['no_media_generated'],
    ],
    ['detail may be a sentence', '{"detail":"Path /x not found"}', ['Path /x not found']],
    [
      'the gateway adds its type',
      '{"detail":"Request timed out","error_type":"request_timeout"}',
      ['Request timed out (request_timeout)', 'The request ran longer than its time limit.'],
    ],
    [
      'the type alone is told in words',
      '{"error_type":"startup_timeout"}',
      ['No runner was ready in time: its start took too long. (startup_timeout)'],
    ],
    ['an unknown type alone is better than nothing', '{"error_type":"x_y"}', ['x_y']],
    [
      'of a traceback the exception is told, whichever way it runs',
      '{"detail":"Internal Server Error","traceback":"KeyError: 1\\n  File \\"a.py\\", line 2\\nTraceback (most recent call last):"}',
      ['Internal Server Error', 'KeyError: 1'],
    ],
    [
      'the platform has an error with a message',
      '{"error":{"type":"x","message":"No such app"}}',
      ['No such app'],
    ],
    ['the whole output may be the message', '"Internal Server Error"', ['Internal Server Error']],
    ['of equal keys the last holds', '{"detail":"a","detail":"b"}', ['b']],
    ['what cannot be seen is spelled', '{"detail":"a\\u202eb"}', ['a\\u202Eb']],
    ['a prototype says nothing', '{"__proto__":{"detail":"x"}}', []],
    ['an unknown shape says nothing', '{"images":[],"detail":{"a":[1]}}', []],
    [
      'the exception at the end of a long traceback in a sentence is what counts',
      JSON.stringify({
        detail: `Traceback (most recent call last):\n${'  File "a.py", line 2\n'.repeat(100)}KeyError: 'x'\n`,
      }),
      ["KeyError: 'x'"],
    ],
    [
      'a traceback may stand in a message of a list',
      JSON.stringify({ detail: [{ msg: 'Traceback (most recent call last):\n  x\nValueError: no' }] }),
      ['ValueError: no'],
    ],
    [
      'an exception whose message has several lines is told by its own line',
      JSON.stringify({
        detail: 'Traceback (most recent call last):\n  x\nRuntimeError: the model failed\nError code: 3',
      }),
      ['RuntimeError: the model failed'],
    ],
    [
      'an exception without a message is told by its name',
      JSON.stringify({ traceback: 'Traceback (most recent call last):\n  x\nasyncio.TimeoutError\n' }),
      ['asyncio.TimeoutError'],
    ],
    ['detail may be one error alone', '{"detail":{"loc":["body","a"],"msg":"No"}}', ['a: No']],
    [
      'an empty list hides neither type nor traceback',
      '{"detail":[],"error_type":"x_y","traceback":"KeyError: 1"}',
      ['x_y', 'KeyError: 1'],
    ],
    [
      'a list hides no type',
      '{"detail":[{"msg":"No"}],"error_type":"bad_request"}',
      ['No', 'The gateway found the request itself malformed. (bad_request)'],
    ],
    ['null says nothing', 'null', []],
    ['a place counts without its body too', '{"detail":[{"loc":["prompt"],"msg":"No"}]}', ['prompt: No']],
    [
      'of a traceback without an exception the last line is told',
      '{"traceback":"Killed by signal\\n  out of memory\\n"}',
      ['  out of memory'],
    ],
  ];
  for (const [name, output, told] of cases)
    it(name, async () => assert.deepEqual(await explain(output), told));

  for (const type of [
    'request_timeout',
    'startup_timeout',
    'runner_scheduling_failure',
    'runner_connection_timeout',
    'runner_connection_refused',
    'runner_connection_error',
    'runner_disconnected',
    'runner_incomplete_response',
    'runner_server_error',
    'client_disconnected',
    'client_cancelled',
    'bad_request',
    'internal_error',
  ])
    it(`is told in words for ${type}`, async () =>
      assert.match((await explain(`{"error_type":"${type}"}`)).join(), /^The .+\. \(|^No runner .+\. \(/));

  it('says nothing where fal keeps no output', () => assert.deepEqual(explainFailure(undefined), []));

  it('names a field by its first fifty steps', async () => {
    const loc = JSON.stringify(Array.from({ length: 60 }, (_, step) => step));
    const [told = ''] = await explain(`{"detail":[{"loc":${loc},"msg":"Too deep"}]}`);
    assert.match(told, /\[48\]\[49\]: Too deep$/);
  });

  it('is found beside what is huge or deep, and is not itself huge', async () => {
    assert.deepEqual(await explain(`{"detail":"x","more":"${'x'.repeat(1_000_000)}"}`), ['x']);
    const deep = `{"more":${'['.repeat(10_000)}${']'.repeat(10_000)},"detail":"x"}`;
    assert.deepEqual(await explain(deep), ['x']);
    assert.deepEqual(await explain(`"${'x'.repeat(2_000_000)}"`), []);
  });

  it('is short however long fal’s answer is', async () => {
    const told = await explain(
      `{"detail":[${Array.from({ length: 100 }, () => `"${'x'.repeat(5000)}"`).join()}]}`,
    );
    assert.ok(told.every((text) => text.length <= 601));
    assert.deepEqual([told.length, told.at(-1)], [21, 'and 80 more']);
  });

  it('never throws, whatever the output is', () =>
    fc.assert(
      fc.asyncProperty(jsonText(), async (text) => {
        await explain(`{"detail":${text}}`);
      }),
      { numRuns: 50 },
    ));
});
