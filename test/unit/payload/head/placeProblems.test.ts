import assert from 'node:assert/strict';
import { placeProblems } from '../../../../src/core/payload/head/placeProblems';
import { indexOf } from '../../json/json';
import { pageOf } from '../pageTalk';

const problem = { field: 'prompt', steps: ['prompt'], text: 'Too long' };

describe('the problems of a failed request', () => {
  it('have the place of their field in the input', async () => {
    const [placed] = await placeProblems([problem], await indexOf('{"prompt":"x"}'));
    assert.deepEqual(placed, { ...problem, place: { at: 10, isWhole: true } });
  });

  it('are told without a place where looking for it fails', async () => {
    const index = await indexOf('{"prompt":"x"}');
    const broken = Object.create(index, {
      children: { value: () => assert.fail('cannot be read') },
    }) as typeof index;
    const other = { text: 'No' };
    assert.deepEqual(await placeProblems([problem, other], broken), [problem, other]);
  });

  it('open with a name of more dots than a list of arguments can hold', async () => {
    const { heard } = await pageOf({
      request: { requestId: 'id', endpointId: 'a/b', sentAt: 0, endedAt: 1, statusCode: 422 },
      input: '{"q":1}',
      output: JSON.stringify({ detail: [{ loc: ['body', 'a.'.repeat(130_000)], msg: 'No' }] }),
    });
    const shown = heard.find(({ type }) => type === 'shown');
    assert.ok(shown?.type === 'shown');
    const [told] = shown.view.head.problems;
    assert.deepEqual([told?.text, told?.isAbsent], ['No', undefined]);
  });
});
