import assert from 'node:assert/strict';
import { readRefusal } from '../../../src/core/fal/refusal';
import { clientOn } from '../../support/clientOn';
import { problemOf } from '../../support/problemOf';
import { answer } from './answer';

describe('what fal says when it refuses', () => {
  for (const [what, body, says] of [
    ['in its own form', '{"error":{"type":"x","message":"No such app"}}', 'No such app'],
    ['in FastAPI’s form as text', '{"detail":"Not found"}', 'Not found'],
    [
      'in FastAPI’s form as a list',
      '{"detail":[{"msg":"too long","loc":["body",0,"limit"]},{"msg":"odd","loc":[]},{"msg":"bare"}]}',
      'body.0.limit: too long; odd; bare',
    ],
    ['as an error that is a text', '{"error":"gone"}', 'gone'],
    ['as a message alone', '{"message":"gone"}', 'gone'],
    ['as a JSON text', '"gone"', 'gone'],
    ['in JSON of another form', '{"x":1}', '{"x":1}'],
    ['in an HTML page with a title', '<html><title>502: Bad gateway</title><p>x', '502: Bad gateway'],
    ['in an HTML page without one', ' <h1>Bad</h1> <p>gateway</p>', 'Bad gateway'],
    ['as plain text', 'upstream is away\r\n\tnow', 'upstream is away now'],
    ['by nothing', '', ''],
    ['with what would reorder the line', 'a\u202Eb\u0007c', 'a b c'],
  ] as const) {
    it(`is read ${what}`, () => {
      assert.equal(readRefusal(body).says, says);
    });
  }

  it('is cut to what a message can hold', () => {
    const { says } = readRefusal(JSON.stringify({ detail: 'x'.repeat(301) }));
    assert.equal(says, `${'x'.repeat(299)}…`);
    assert.equal(readRefusal(JSON.stringify({ detail: 'x'.repeat(300) })).says, 'x'.repeat(300));
  });

  it('is told from what others say in its place', () => {
    for (const body of ['{"error":{"message":"x"}}', '{"detail":"x"}', '{"detail":[{"msg":"x"}]}'])
      assert.equal(readRefusal(body).isFals, true, body);
    for (const body of ['', '<title>404</title>', '{"error":"x"}', '{"message":"x"}', '{"error":{}}'])
      assert.equal(readRefusal(body).isFals, false, body);
  });

  it('keeps fal’s id of it, where there is one', () => {
    assert.equal(readRefusal('{"error":{"message":"x","request_id":"req_1"}}').requestId, 'req_1');
    assert.equal(readRefusal('{"error":{"message":"x"}}').requestId, undefined);
  });

  it('loses a key, and what looks like one, wherever that stands in its JSON', () => {
    const key = 'b1c2a9e0-3d47-4b58-8e90-5a7b1c2d3e4f:0d9c8b7a6f5e4d3c2b1a09f8e7d6c5b4';
    const body = `{"error":{"message":"\\b${key}: Bearer abcdefgh\\" not known","request_id":"of ${key}"}}`;
    assert.deepEqual(readRefusal(body), {
      says: '[key hidden]: Bearer [key hidden]" not known',
      requestId: 'of [key hidden]',
      isFals: true,
    });
    assert.equal(readRefusal('{"detail":"odd\\u003asecret-odd"}', 'odd:secret-odd').says, '[key hidden]');
  });
});

describe('a refusal that goes on and on', () => {
  const KB = 1024;

  it('is read to 64 KiB and let go of', async () => {
    let sent = 0;
    let isLetGo = false;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(KB).fill(0x61));
        sent += KB;
        if (sent === 1024 * KB) controller.close();
      },
      cancel: () => void (isLetGo = true),
    });
    const fetch = () => Promise.resolve(answer(400, body));
    const problem = await problemOf(clientOn('https://fal.example/v1', { fetch }).listApps());
    assert.equal(problem.kind, 'refused');
    // One more lies ready in the stream.
    assert.ok(sent >= 64 * KB && sent <= 66 * KB, `${sent / KB} KiB`);
    assert.equal(isLetGo, true);
  });
});
