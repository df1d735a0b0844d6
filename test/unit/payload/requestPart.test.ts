import assert from 'node:assert/strict';
import type { RequestPart } from '../../../src/core/fal/types';
import { viewPart } from '../../../src/core/payload/requestPart';
import type { PaneView } from '../../../src/core/payload/view';
import { ref } from './pageTalk';

describe('a request that is still arriving', () => {
  const reader = { now: 0, locale: 'en', timeZone: 'UTC' };
  const { signal } = new AbortController();
  const request = { requestId: 'id', endpointId: 'a/b', sentAt: 0, endedAt: 1, statusCode: 200 };
  const see = async (payloads: Pick<RequestPart, 'input' | 'output'>, cut: RequestPart['cut']) => {
    const view = await viewPart(ref, { request, ...payloads, cut }, reader, signal);
    const rowsOf = (pane: PaneView) => {
      assert.ok(pane.state === 'arriving');
      const rows = pane.window.rows.map(({ key, text, cut: size }) => `${key}: ${text}${size ?? ''}`);
      return pane.note === '' ? rows : [...rows, pane.note];
    };
    return { status: view.head.status.text, input: rowsOf(view.input), output: rowsOf(view.output) };
  };

  it('shows its head and first rows, and not how much there is of what is cut', async () => {
    const payloads = { input: '{"prompt":"x"}', output: '{"whole":[1,2],"items":[[1],[2,3]]}' };
    assert.deepEqual(await see(payloads, { payload: 'output', closed: 3 }), {
      status: 'Succeeded (200)',
      input: ['prompt: x'],
      output: [
        'whole: 2 items',
        '0: 1',
        '1: 2',
        'items: …',
        '0: 1 item',
        '0: 1',
        '1: …',
        '0: 2',
        '1: 3',
        'Still on its way…',
      ],
    });
  });

  it('shows a string as far as it has come', async () => {
    const output = `{"text":"${'x'.repeat(1000)}"}`;
    const { output: rows } = await see({ output }, { payload: 'output', closed: 1 });
    assert.deepEqual(rows, [`text: ${'x'.repeat(400)}…`, 'Still on its way…']);
  });

  it('shows what is whole as it is', async () => {
    const { input } = await see({ input: '"a prompt"', output: '[' }, { payload: 'output', closed: 0 });
    assert.deepEqual(input, ['undefined: a prompt']);
  });

  it('shows no more rows than fill a window, and none of what has not come or is no JSON', async () => {
    const output = JSON.stringify(Array.from({ length: 1000 }, (_, at) => at));
    const { input, output: rows } = await see({ output }, { payload: 'output', closed: 1 });
    assert.deepEqual([input, rows.length], [['Still on its way…'], 101]);
    const broken = await see({ output: '{"a":,}' }, { payload: 'output', closed: 1 });
    assert.deepEqual(broken.output, ['Still on its way…']);
  });
});
