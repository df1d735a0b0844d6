import assert from 'node:assert/strict';
import { clientOn } from '../../support/clientOn';
import { answer } from './answer';

describe('how endpoints go', () => {
  /** Answers page after page, each leading to the next. */
  const asking = async (pages: number) => {
    const cursors: (string | null)[] = [];
    const client = clientOn('https://fal.example/v1', {
      fetch: (url) => {
        const page = cursors.push(new URL(url).searchParams.get('cursor'));
        const next = page < pages ? `page-${page + 1}` : null;
        const summary = [{ endpoint_id: `acme/app-${page}`, request_count: page }];
        return Promise.resolve(answer(200, JSON.stringify({ summary, next_cursor: next })));
      },
    });
    const summaries = await client.summarise({ endpointId: ['acme/app-1', 'acme/app-2', 'acme/app-3'] });
    return { cursors, told: summaries.map(({ endpointId, requests }) => [endpointId, requests]) };
  };

  it('is told of all of them, though fal answers in pages', async () => {
    const { cursors, told } = await asking(3);
    assert.deepEqual(cursors, [null, 'page-2', 'page-3']);
    assert.deepEqual(told, [
      ['acme/app-1', 1],
      ['acme/app-2', 2],
      ['acme/app-3', 3],
    ]);
  });

  it('is asked for no more than a few times, though every page leads to another', async () => {
    const { cursors } = await asking(Infinity);
    assert.equal(cursors.length, 8);
  });
});
